package org.cosearch.bench;

import org.moeaframework.algorithm.NSGAII;
import org.moeaframework.core.PRNG;
import org.moeaframework.core.Solution;
import org.moeaframework.core.operator.CompoundVariation;
import org.moeaframework.core.operator.real.PM;
import org.moeaframework.core.operator.real.SBX;
import org.moeaframework.core.variable.RealVariable;
import org.moeaframework.problem.AbstractProblem;

/** MOEA Framework's NSGA-II. */
record MoeaFrameworkNsga2() implements Contender {

    @Override
    public String label() {
        return "MOEA Framework 5.0";
    }

    private static final class Problem extends AbstractProblem {

        private final TestFunction function;

        Problem(TestFunction function) {
            super(function.variables(), function.objectives());
            this.function = function;
        }

        @Override
        public void evaluate(Solution solution) {
            double[] costs = new double[function.objectives()];
            function.evaluate(RealVariable.getReal(solution), costs);
            solution.setObjectiveValues(costs);
        }

        @Override
        public Solution newSolution() {
            Solution solution = new Solution(numberOfVariables, numberOfObjectives);
            for (int i = 0; i < numberOfVariables; i++) {
                solution.setVariable(i, new RealVariable(0, 1));
            }
            return solution;
        }
    }

    @Override
    public double[][] run(TestFunction function, int population, int evaluations, long seed) {
        PRNG.setSeed(seed);
        NSGAII algorithm = new NSGAII(new Problem(function));
        algorithm.setInitialPopulationSize(population);
        algorithm.setVariation(new CompoundVariation(new SBX(0.9, 20), new PM(1.0 / function.variables(), 20)));
        algorithm.run(evaluations);
        double[][] costs = new double[algorithm.getPopulation().size()][];
        for (int i = 0; i < costs.length; i++) {
            costs[i] = algorithm.getPopulation().get(i).getObjectiveValues();
        }
        return costs;
    }
}
