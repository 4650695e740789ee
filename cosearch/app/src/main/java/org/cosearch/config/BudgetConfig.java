package org.cosearch.config;

import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;

/** When a run ends: at the first limit reached. */
public record BudgetConfig(
        @Description("Designs to evaluate.") @Bounds(atLeast = 1)
        long evaluations,

        @Description("Distinct networks that may be trained.") @Bounds(atLeast = 1)
        int networks,

        @Description("Minutes on the wall clock; with it the same seed may give another result.") @Bounds(above = 0)
        Optional<Double> wallMinutes) {}
