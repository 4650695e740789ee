package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Variants;

/** How designs are proposed. */
@Variants("strategy")
public sealed interface SearchConfig {

    /** The elitist genetic algorithm of Deb et al. 2002. */
    @Description("NSGA-II, the elitist genetic algorithm of Deb et al. 2002.")
    record Nsga2(
            @Description("The size of the population and of its offspring.") @Default("40") @Bounds(atLeast = 2)
            int population)
            implements SearchConfig {}

    /** NSGA-II with directions in the place of crowding. */
    @Description("NSGA-III (Deb and Jain 2014), for three and more objectives.")
    record Nsga3(
            @Description("The size of the population and of its offspring.") @Default("40") @Bounds(atLeast = 2)
            int population)
            implements SearchConfig {}

    /** The algorithm that keeps what adds hypervolume. */
    @Description("SMS-EMOA (Beume et al. 2007): keeps the designs that add most hypervolume.")
    record SmsEmoa(
            @Description("The size of the population.") @Default("40") @Bounds(atLeast = 2)
            int population) implements SearchConfig {}

    /** Decomposition into weighted subproblems. */
    @Description("MOEA/D (Zhang and Li 2007): weighted subproblems that share what they find.")
    @Name("moea-d")
    record MoeaD(
            @Description("The size of the population at most: one design per weight.")
            @Default("40")
            @Bounds(atLeast = 2)
            int population)
            implements SearchConfig {}

    /** Ageing evolution. */
    @Description("Regularised evolution (Real et al. 2019): the oldest design leaves, however good.")
    record RegularizedEvolution(
            @Description("The size of the population.") @Default("50") @Bounds(atLeast = 2)
            int population) implements SearchConfig {}

    /** Pareto local search. */
    @Description("Pareto local search with restarts (Paquete et al. 2004).")
    record LocalSearch(
            @Description("Random designs at each start.") @Default("10") @Bounds(atLeast = 1)
            int starts) implements SearchConfig {}

    /** Search on predictors that are fitted in the loop. */
    @Description("LINAS (Cummings et al. 2022): searches on predictors that are fitted in the loop.")
    record Linas(
            @Description("Random designs before predictors are fitted.") @Default("30") @Bounds(atLeast = 10)
            int initial,

            @Description("Designs between two fits.") @Default("10") @Bounds(atLeast = 1)
            int batch)
            implements SearchConfig {}

    /** Predictions in the place of a population. */
    @Description("Model-based search (Negrinho and Gordon 2017): asks what predictors fitted in the loop think best.")
    record ModelBased(
            @Description("Random designs before predictors are fitted.") @Default("30") @Bounds(atLeast = 10)
            int initial,

            @Description("Designs between two fits.") @Default("5") @Bounds(atLeast = 1)
            int batch)
            implements SearchConfig {}

    /** Monte-Carlo tree search. */
    @Description("Monte-Carlo tree search (Negrinho and Gordon 2017) on the decisions, one after the other.")
    record Tree(
            @Description("The weight of how little is known of a branch against how good it is.")
            @Default("0.1")
            @Bounds(atLeast = 0)
            double exploration)
            implements SearchConfig {}

    /** Diverse beam search. */
    @Description("Diverse beam search (Vijayakumar et al. 2016) on the decisions, one after the other.")
    record Beam(
            @Description("Partial designs kept after each decision.") @Default("10") @Bounds(atLeast = 1)
            int width,

            @Description("Groups that these are kept in, at most as many.") @Default("2") @Bounds(atLeast = 1)
            int groups,

            @Description("What a choice loses, from 0 to 1 of the ranking, if all earlier groups made it.")
            @Default("0.1")
            @Bounds(atLeast = 0)
            double diversity)
            implements SearchConfig {

        public Beam {
            if (groups > width) {
                throw new IllegalArgumentException(
                        "groups (%d) is above the width (%d).\nMaybe %d.".formatted(groups, width, width));
            }
        }
    }

    /** Independent random designs. */
    @Description("Independent random designs.")
    @Name("random")
    record RandomDesigns() implements SearchConfig {}
}
