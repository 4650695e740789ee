package org.cosearch.config;

/** The network families: what the genomes of a space mean as networks. */
public enum Family {
    /** Inverted bottlenecks in stages, as in MobileNetV2 and Once-for-All. */
    MBCONV,
    /** A cell of six edges with one of five operations each (Dong and Yang, ICLR 2020). */
    NASBENCH201,
    /** Residual stages with searched widths and skips. */
    RESNET9
}
