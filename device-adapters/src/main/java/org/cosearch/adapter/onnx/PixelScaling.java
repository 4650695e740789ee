package org.cosearch.adapter.onnx;

/**
 * How the pixels of an image become the input of a network.
 *
 * @param factors what each channel is multiplied by
 * @param summands what is added to each channel afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // passed along once and never compared
public record PixelScaling(float[] factors, float[] summands) {}
