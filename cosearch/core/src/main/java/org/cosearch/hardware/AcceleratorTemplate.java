package org.cosearch.hardware;

import org.cosearch.space.Codec;

/** A family of accelerators that share a dataflow: the space of their resources, and the accelerator of each point. */
public interface AcceleratorTemplate extends Codec<Accelerator> {

    /** The name in run files, such as {@code eyeriss}. */
    String name();

    /** The publication whose dataflow the family follows, and where it departs from it. */
    String source();
}
