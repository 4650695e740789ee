package org.cosearch.bench;

import org.cosearch.workload.LoopNest;

/** Layers of published networks that accelerators are mapped for: C, M, R = S, P, Q, stride and groups. */
public enum LayerShape {
    ALEXNET_CONV1(3, 96, 11, 55, 55, 4, 1),
    ALEXNET_CONV3(256, 384, 3, 13, 13, 1, 1),
    RESNET18_CONV2(64, 64, 3, 56, 56, 1, 1),
    RESNET18_SHORTCUT(64, 128, 1, 28, 28, 2, 1),
    RESNET50_REDUCE(512, 128, 1, 28, 28, 1, 1),
    VGG16_CONV4(512, 512, 3, 28, 28, 1, 1),
    MOBILENET_DEPTHWISE(1, 1, 3, 112, 112, 1, 32),
    MOBILENET_PROJECT(96, 24, 1, 56, 56, 1, 1),
    STRIDED_AND_WIDE(48, 80, 3, 14, 28, 2, 1),
    CLASSIFIER(2048, 1000, 1, 1, 1, 1, 1),
    MATMUL(512, 1024, 1, 256, 1, 1, 1);

    private final LoopNest nest;

    LayerShape(int c, int m, int r, int p, int q, int stride, int groups) {
        nest = LoopNest.convolution(1, groups, c, m, p, q, r, r, stride, stride, 1, 1);
    }

    /** The layer as a loop nest. */
    public LoopNest nest() {
        return nest;
    }
}
