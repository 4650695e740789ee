package org.cosearch.adapter.engine;

/**
 * A network in a format that a runtime reads.
 *
 * @param format such as {@code onnx}
 * @param bytes not copied; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent") // passed along once and never compared
public record Model(String format, byte[] bytes) {}
