package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class RelaxationTest {

    @Test
    void boundsAreBelowTheOptimum() {
        Laws.forAll(60, random -> RandomProblems.graphs(1 + random.nextInt(2), 5, 2, random), (problem, random) -> {
            long fastest = BruteForce.optima(problem, 0).leastMakespan();
            long latency = (long) (fastest * random.nextDouble(1, 1.6));
            double leastEnergy = BruteForce.optima(problem, latency).leastEnergy();
            Relaxation relaxation = new Relaxation(new FlatProblem(problem));
            for (int steps : new int[] {0, 1, 30, 1_000}) {
                assertThat(relaxation.makespan(steps).bound()).isLessThanOrEqualTo(fastest + 1e-9);
                assertThat(relaxation.energy(latency, steps).bound()).isLessThanOrEqualTo(leastEnergy * (1 + 1e-9));
            }
            assertThat(relaxation.energy().bound()).isLessThanOrEqualTo(leastEnergy * (1 + 1e-9));
        });
    }

    /** Two layers of equal cycles everywhere on two sub-accelerators: half the cycles each, as in the optimum. */
    @Test
    void theBoundIsTightWhereLoadBalances() {
        Runs runs = new Runs(100, 1);
        List<LayerTask> one = List.of(new LayerTask("a", List.of(), List.of(runs, runs)));
        FlatProblem problem = new FlatProblem(new ScheduleProblem(
                List.of("left", "right"), List.of(NetworkJob.chain("one", one), NetworkJob.chain("two", one))));
        assertThat(new Relaxation(problem).makespan(200).bound()).isCloseTo(100, within(0.5));
    }

    /** The layers of a chain follow one another however many sub-accelerators there are. */
    @Test
    void theBoundIsTightWhereAChainDecides() {
        FlatProblem problem = new FlatProblem(RandomProblems.uniform(1, 8, 4, RandomProblems.seeded(7)));
        long chain = 0;
        for (int layer = 0; layer < problem.layers; layer++) {
            long least = Long.MAX_VALUE;
            for (int sub : problem.choices[layer]) {
                least = Math.min(least, problem.cycles[layer * problem.subs + sub]);
            }
            chain += least;
        }
        assertThat(new Relaxation(problem).makespan(500).bound()).isCloseTo((double) chain, within(0.01 * chain));
    }
}
