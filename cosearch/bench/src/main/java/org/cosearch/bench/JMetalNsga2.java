package org.cosearch.bench;

import java.util.Collections;
import java.util.List;
import org.uma.jmetal.component.algorithm.EvolutionaryAlgorithm;
import org.uma.jmetal.component.algorithm.multiobjective.NSGAIIBuilder;
import org.uma.jmetal.component.catalogue.common.termination.impl.TerminationByEvaluations;
import org.uma.jmetal.operator.crossover.impl.SBXCrossover;
import org.uma.jmetal.operator.mutation.impl.PolynomialMutation;
import org.uma.jmetal.problem.doubleproblem.impl.AbstractDoubleProblem;
import org.uma.jmetal.solution.doublesolution.DoubleSolution;
import org.uma.jmetal.util.pseudorandom.JMetalRandom;
import org.uma.jmetal.util.ranking.impl.MergeNonDominatedSortRanking;

/** jMetal's component NSGA-II, with its default sort or the faster merge sort. */
record JMetalNsga2(boolean mergeSort) implements Contender {

    @Override
    public String label() {
        return mergeSort ? "jMetal 6.6 (merge sort)" : "jMetal 6.6 (default)";
    }

    private static final class Problem extends AbstractDoubleProblem {

        private static final long serialVersionUID = 1;

        private final TestFunction function;

        Problem(TestFunction function) {
            this.function = function;
            numberOfObjectives(function.objectives());
            numberOfConstraints(0);
            name(function.name());
            variableBounds(
                    Collections.nCopies(function.variables(), 0.0), Collections.nCopies(function.variables(), 1.0));
        }

        @Override
        public DoubleSolution evaluate(DoubleSolution solution) {
            double[] x = new double[function.variables()];
            for (int i = 0; i < x.length; i++) {
                x[i] = solution.variables().get(i);
            }
            function.evaluate(x, solution.objectives());
            return solution;
        }
    }

    @Override
    public double[][] run(TestFunction function, int population, int evaluations, long seed) {
        JMetalRandom.getInstance().setSeed(seed);
        NSGAIIBuilder<DoubleSolution> builder = new NSGAIIBuilder<>(
                        new Problem(function),
                        population,
                        population,
                        new SBXCrossover(0.9, 20),
                        new PolynomialMutation(1.0 / function.variables(), 20))
                .setTermination(new TerminationByEvaluations(evaluations));
        if (mergeSort) {
            builder.setRanking(new MergeNonDominatedSortRanking<>());
        }
        EvolutionaryAlgorithm<DoubleSolution> algorithm = builder.build();
        algorithm.run();
        List<DoubleSolution> result = algorithm.result();
        return result.stream().map(DoubleSolution::objectives).toArray(double[][]::new);
    }
}
