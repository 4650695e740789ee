package org.cosearch.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.search.Nsga2;
import org.cosearch.search.TypedProposals;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/** Ours, by ask and tell, through genomes, trials and scores as in any run. */
record CoSearchNsga2() implements Contender {

    private static final List<Metric> METRICS =
            IntStream.range(0, 3).mapToObj(i -> new Metric("f" + i, "")).toList();
    private static final String[] NAMES =
            IntStream.range(0, 30).mapToObj(i -> "x" + i).toArray(String[]::new);

    @Override
    public String label() {
        return "CoSearch";
    }

    @Override
    public double[][] run(TestFunction function, int population, int evaluations, long seed) {
        Problem problem = new Problem(
                METRICS.subList(0, function.objectives()).stream()
                        .map(Objective::minimize)
                        .toList(),
                List.of());
        Space space = Space.product(IntStream.range(0, function.variables())
                .mapToObj(i -> Space.field(NAMES[i], Space.reals(0, 1)))
                .toArray(Field[]::new));
        Nsga2 search = new Nsga2(
                problem, population, TypedProposals.of(space), new RandomStreams(seed).stream(Purpose.SEARCH));
        double[] x = new double[function.variables()];
        double[] costs = new double[function.objectives()];
        long id = 0;
        while (id < evaluations) {
            List<Trial> trials = new ArrayList<>();
            for (Genome genome : search.ask((int) Math.min(population, evaluations - id))) {
                for (int i = 0; i < x.length; i++) {
                    x[i] = genome.real(NAMES[i]);
                }
                function.evaluate(x, costs);
                Figure[] figures = new Figure[costs.length];
                Arrays.setAll(figures, m -> Figure.of(METRICS.get(m), costs[m], Origin.COUNTED));
                trials.add(new Trial(id++, genome, new Outcome.Scored(Scores.of(figures))));
            }
            search.tell(trials);
        }
        return search.population().stream()
                .map(trial -> problem.costs(((Outcome.Scored) trial.outcome()).scores()))
                .toArray(double[][]::new);
    }
}
