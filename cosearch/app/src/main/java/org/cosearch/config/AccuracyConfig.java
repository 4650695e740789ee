package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Variants;

/** How the accuracy of a network is obtained. */
@Variants("by")
public sealed interface AccuracyConfig {

    /** Every network is trained from scratch and scored on validation images. */
    @Description("Train each network from scratch and score it on the validation images.")
    record Training(
            @Description("How often each training image is seen.") @Bounds(atLeast = 1, atMost = 1000)
            int epochs,

            @Description("Images per step.") @Default("64") @Bounds(atLeast = 1)
            int batch,

            @Description("The rule of the weight update.") @Default("sgd")
            Optimizer optimizer,

            @Description("The peak learning rate, reached after warm-up and followed by a cosine to 0.")
            @Default("0.1")
            @Bounds(above = 0)
            double learningRate,

            @Description("The momentum of sgd.") @Default("0.9") @Bounds(atLeast = 0, below = 1)
            double momentum,

            @Description("The factor of the weights in the loss (sgd) or in the update (adamw).")
            @Default("5.0e-5")
            @Bounds(atLeast = 0)
            double weightDecay,

            @Description("The probability given to the classes that are wrong, in all.")
            @Default("0.1")
            @Bounds(atLeast = 0, below = 1)
            double labelSmoothing,

            @Description("The share of the steps in which the learning rate rises from 0.")
            @Default("0.1")
            @Bounds(atLeast = 0, below = 1)
            double warmupFraction,

            @Description("A network that trains for longer fails.") @Default("120") @Bounds(above = 0)
            double timeLimitSeconds)
            implements AccuracyConfig {}
}
