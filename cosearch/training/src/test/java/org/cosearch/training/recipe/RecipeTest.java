package org.cosearch.training.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RecipeTest {

    private static final Recipe RECIPE =
            Recipe.quick().withOptimizer(new Optimizer.Nesterov(0.9), 0.4).withWarmUpShare(0.1);

    @Test
    void theRateRisesAndThenFallsToNothing() {
        int steps = 1000;

        assertThat(RECIPE.learningRate(0, steps)).isCloseTo(0.4 / 101, within(1e-12));
        for (int step = 1; step < steps; step++) {
            double change = RECIPE.learningRate(step, steps) - RECIPE.learningRate(step - 1, steps);
            assertThat(Math.signum(change)).as("step %d", step).isEqualTo(step <= 100 ? 1 : -1);
        }
        assertThat(RECIPE.learningRate(100, steps)).isEqualTo(0.4);
        assertThat(RECIPE.learningRate(550, steps)).isCloseTo(0.2, within(1e-12));
        assertThat(RECIPE.learningRate(999, steps)).isPositive().isLessThan(1e-5);
    }

    @Test
    void withoutWarmUpTheFirstStepIsTheHighest() {
        assertThat(RECIPE.withWarmUpShare(0).learningRate(0, 10)).isEqualTo(0.4);
    }

    @Test
    void valuesOutsideOfTheirRangeAreRefusedByName() {
        assertThatThrownBy(() -> RECIPE.withEpochs(0)).hasMessage("epochs (0) is not at least 1.");
        assertThatThrownBy(() -> RECIPE.withBatchSize(0)).hasMessage("batch_size (0) is not at least 1.");
        assertThatThrownBy(() -> RECIPE.withOptimizer(new Optimizer.Nesterov(0), Double.NaN))
                .hasMessage("learning_rate (NaN) is not above 0.");
        assertThatThrownBy(() -> RECIPE.withWeightDecay(-1)).hasMessageStartingWith("weight_decay (-1.0)");
        assertThatThrownBy(() -> RECIPE.withLabelSmoothing(1)).hasMessage("label_smoothing (1.0) is not in [0, 1).");
        assertThatThrownBy(() -> RECIPE.withWarmUpShare(-0.1)).hasMessageStartingWith("warm_up_share (-0.1)");
        assertThatThrownBy(() -> new Augmentation(true, -1)).hasMessage("shift_pixels (-1) is negative.");
        assertThatThrownBy(() -> new Optimizer.Nesterov(1)).hasMessage("momentum (1.0) is not in [0, 1).");
        assertThatThrownBy(() -> new Optimizer.AdamW(0.9, 1)).hasMessage("beta2 (1.0) is not in [0, 1).");
    }
}
