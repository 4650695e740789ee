package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class AnnealingTest {

    @Test
    void allocatesNothingPerMove() {
        FlatProblem problem = new FlatProblem(RandomProblems.uniform(3, 14, 3, RandomProblems.seeded(0)));
        Prices prices = new Relaxation(problem).energy(300, 30);
        Measure measure = Measure.ofEnergy(problem, prices);
        Annealing annealing = new Annealing(problem, RandomProblems.seeded(1));
        Sequence best = new Sequence(problem);
        annealing.anneal(best, measure, -1, 1_000); // loads classes
        long few = allocated(() -> annealing.anneal(best, measure, -1, 1_000));
        long many = allocated(() -> annealing.anneal(best, measure, -1, 101_000));
        assertThat((many - few) / 100_000.0).as("bytes per move").isLessThan(0.1);
    }

    private static long allocated(Runnable work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.run();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @Test
    void movesKeepTheOrderTopological() {
        FlatProblem problem = new FlatProblem(RandomProblems.graphs(3, 20, 3, RandomProblems.seeded(5)));
        Sequence best = new Sequence(problem);
        Prices prices = new Relaxation(problem).makespan(30);
        new Annealing(problem, RandomProblems.seeded(6))
                .anneal(best, Measure.ofMakespan(problem, prices, best.makespan()), 0, 5_000);
        for (int layer = 0; layer < problem.layers; layer++) {
            for (int before : problem.predecessors[layer]) {
                assertThat(best.position(before)).isLessThan(best.position(layer));
            }
        }
        Legality.check(problem.problem, best.schedule());
    }
}
