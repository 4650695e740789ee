package org.cosearch.workload.zoo;

import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;

/** AlexNet of Krizhevsky 2014. */
final class AlexNet {

    private AlexNet() {}

    static Network network(Shape input, int classes) {
        return Network.builder("alexnet", input)
                .in("features")
                .layer(Conv2d.square(64, 11).withStride(4).withPadding(2).withBias())
                .relu()
                .maxPool(3, 2)
                .layer(Conv2d.square(192, 5).withPadding(2).withBias())
                .relu()
                .maxPool(3, 2)
                .layer(Conv2d.square(384, 3).withPadding(1).withBias())
                .relu()
                .layer(Conv2d.square(256, 3).withPadding(1).withBias())
                .relu()
                .layer(Conv2d.square(256, 3).withPadding(1).withBias())
                .relu()
                .maxPool(3, 2)
                .in("classifier")
                .flatten()
                .layer(new Dropout(0.5))
                .dense(4096)
                .relu()
                .layer(new Dropout(0.5))
                .dense(4096)
                .relu()
                .dense(classes)
                .build();
    }
}
