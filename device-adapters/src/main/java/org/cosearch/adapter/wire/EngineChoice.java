package org.cosearch.adapter.wire;

/** Which runtime a child opens. */
public sealed interface EngineChoice {

    /**
     * A shared library with the adapter interface.
     *
     * @param path of the library, or the name of one that comes with the program
     */
    record NativeLibrary(String path) implements EngineChoice {}

    /** ONNX Runtime on the processor of this machine. */
    record OnnxRuntime() implements EngineChoice {}
}
