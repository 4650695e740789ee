package org.cosearch.workload.zoo;

import org.cosearch.workload.Activation;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Shape;

/**
 * MobileNetV2 of Sandler et al. 2018, table 2. Padding is SAME, as in the authors' TensorFlow model; torchvision pads
 * one row and column at every side, which gives the same shapes at even sizes.
 */
final class MobileNetV2 {

    /** One row of table 2. */
    private record Stage(int expansion, int channels, int repeats, int stride) {}

    private static final Stage[] STAGES = {
        new Stage(1, 16, 1, 1),
        new Stage(6, 24, 2, 2),
        new Stage(6, 32, 3, 2),
        new Stage(6, 64, 4, 2),
        new Stage(6, 96, 3, 1),
        new Stage(6, 160, 3, 2),
        new Stage(6, 320, 1, 1)
    };

    private MobileNetV2() {}

    static Network network(Shape input, int classes) {
        Activation.Function relu6 = Activation.Function.RELU6;
        NetworkBuilder builder = Network.builder("mobilenet_v2", input)
                .in("stem")
                .conv(32, 3, 2)
                .batchNorm()
                .activation(relu6);
        for (int i = 0; i < STAGES.length; i++) {
            Stage stage = STAGES[i];
            for (int block = 0; block < stage.repeats; block++) {
                builder.in("stage%d.block%d".formatted(i + 1, block + 1));
                new InvertedResidual(stage.channels, 3, block == 0 ? stage.stride : 1, stage.expansion, relu6)
                        .appendTo(builder);
            }
        }
        return builder.in("head")
                .pointwise(1280)
                .batchNorm()
                .activation(relu6)
                .globalAveragePool()
                .layer(new Dropout(0.2))
                .dense(classes)
                .build();
    }
}
