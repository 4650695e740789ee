package org.cosearch.report;

/**
 * One thing that an honest comparison of searches shows.
 *
 * <p>After Lindauer and Hutter, "Best practices for scientific research on neural architecture search", JMLR 21(243),
 * 2020; Li and Talwalkar, "Random search and reproducibility for neural architecture search", UAI 2019; Yang et al.,
 * "NAS evaluation is frustratingly hard", ICLR 2020.
 */
public enum Check {
    RANDOM_SEARCH(Topic.BASELINES, "Random search"),
    SAMPLED_AVERAGE(Topic.BASELINES, "Average of at least 8 sampled architectures, relative improvement"),
    SUPERNET_RANDOM_SEARCH(Topic.BASELINES, "Random search with the supernet, if weights are shared"),
    HAND_DESIGN(Topic.BASELINES, "A named hand design at equal latency"),
    LOCAL_SEARCH(Topic.BASELINES, "Local search or regularised evolution"),
    SUCCESSIVE_SEARCH(Topic.BASELINES, "Successive search: networks and hardware one after the other"),
    SEEDS(Topic.SEEDS, "At least 5 seeds for every method"),
    SPREAD(Topic.SEEDS, "Median, interquartile range, minimum and maximum"),
    CONFIDENCE(Topic.SEEDS, "Bootstrap 95 % confidence interval"),
    SIGNIFICANCE(Topic.SEEDS, "Rank test between methods, A12, Holm correction"),
    CURVE_OVER_EVALUATIONS(Topic.ANYTIME, "Curve over evaluations"),
    CURVE_OVER_TIME(Topic.ANYTIME, "Curve over wall seconds"),
    BUDGET(Topic.ANYTIME, "Budget: trainings, epochs, predictor queries, measurements, CPU seconds"),
    ABLATION(Topic.CONFOUNDERS, "Ablation of space, protocol and method"),
    TEST_DATA(Topic.DATA, "Search on validation data, final designs scored once on test data"),
    RETRAINING(Topic.RETRAINING, "Final designs retrained from scratch, at least 3 seeds"),
    SUPERNET_GAP(Topic.RETRAINING, "Supernet against stand-alone: gap, Kendall tau, top-k overlap"),
    PREDICTOR_ERROR(Topic.PREDICTORS, "Held-out error and rank correlation, number of training points"),
    PREDICTOR_BASELINES(Topic.PREDICTORS, "Against FLOPs, parameters and a look-up table"),
    REMEASURED(Topic.PREDICTORS, "Predicted values of the front measured again"),
    HARDWARE(Topic.HARDWARE, "Device and protocol, or cost model and technology"),
    ORIGINS(Topic.HARDWARE, "Origin of every number"),
    FEASIBLE_RATE(Topic.CONSTRAINTS, "Specs and the share of designs that meet them"),
    VIOLATION_REMEASURED(Topic.CONSTRAINTS, "Specs checked again on measured values"),
    NORMALIZATION(Topic.OBJECTIVES, "Normalisation bounds and reference point"),
    HYPERVOLUME(Topic.OBJECTIVES, "Hypervolume and size of the front"),
    OTHER_INDICATORS(Topic.OBJECTIVES, "IGD+, epsilon indicator, spread"),
    EXACT_FRONT(Topic.OBJECTIVES, "Exact front and hypervolume ratio, where the space can be enumerated"),
    WASTED_EVALUATIONS(Topic.OBJECTIVES, "Dominated and duplicate evaluations"),
    SPACE(Topic.SPACE, "Size, unique designs, mean and best known"),
    REPRODUCTION(Topic.REPRODUCTION, "Commit, config hash, seeds, versions, checksums, one command"),
    EVALUATION_LOG(Topic.REPRODUCTION, "Log of all evaluations"),
    FAILURES(Topic.FAILURES, "Failed, timed-out and rejected evaluations"),
    TUNING(Topic.FAILURES, "How the search's own parameters were chosen");

    /** What checks have in common. */
    public enum Topic {
        BASELINES("Baselines with the same budget and evaluator"),
        SEEDS("Seeds and statistics"),
        ANYTIME("Anytime performance and budget"),
        CONFOUNDERS("Confounders"),
        DATA("Data hygiene"),
        RETRAINING("Final training"),
        PREDICTORS("Predictors"),
        HARDWARE("Hardware numbers"),
        CONSTRAINTS("Constraints"),
        OBJECTIVES("Several objectives"),
        SPACE("The space"),
        REPRODUCTION("Reproduction"),
        FAILURES("Failures and tuning");

        private final String title;

        Topic(String title) {
            this.title = title;
        }

        public String title() {
            return title;
        }
    }

    private final Topic topic;
    private final String title;

    Check(Topic topic, String title) {
        this.topic = topic;
        this.title = title;
    }

    public Topic topic() {
        return topic;
    }

    /** What is asked, in a few words. */
    public String title() {
        return title;
    }
}
