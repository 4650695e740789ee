package org.cosearch.config;

/** The accelerator templates, by the published chip whose dataflow they follow. */
public enum TemplateName {
    /** Weights stay in the array (NVIDIA Deep Learning Accelerator). */
    NVDLA,
    /** Outputs stay in the array (Du et al., ISCA 2015). */
    SHIDIANNAO,
    /** Rows stay in the array (Chen, Emer, Sze, ISCA 2016). */
    EYERISS
}
