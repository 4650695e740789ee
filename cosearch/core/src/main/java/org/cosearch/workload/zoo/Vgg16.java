package org.cosearch.workload.zoo;

import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Shape;

/** VGG-16, configuration D of Simonyan and Zisserman 2015, table 1. */
final class Vgg16 {

    private static final int[] CHANNELS = {64, 128, 256, 512, 512};
    private static final int[] CONVOLUTIONS = {2, 2, 3, 3, 3};

    private Vgg16() {}

    static Network network(Shape input, int classes) {
        NetworkBuilder builder = Network.builder("vgg16", input);
        for (int stage = 0; stage < CHANNELS.length; stage++) {
            builder.in("stage" + (stage + 1));
            for (int i = 0; i < CONVOLUTIONS[stage]; i++) {
                builder.layer(Conv2d.square(CHANNELS[stage], 3).withPadding(1).withBias())
                        .relu();
            }
            builder.maxPool(2, 2);
        }
        return builder.in("classifier")
                .flatten()
                .dense(4096)
                .relu()
                .layer(new Dropout(0.5))
                .dense(4096)
                .relu()
                .layer(new Dropout(0.5))
                .dense(classes)
                .build();
    }
}
