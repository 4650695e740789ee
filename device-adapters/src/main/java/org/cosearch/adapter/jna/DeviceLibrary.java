package org.cosearch.adapter.jna;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The functions of {@code cosearch_device.h}, one to one. Arrays are copied in and out around a call. */
interface DeviceLibrary extends Library {

    /** What this side was written for. */
    int ABI_VERSION = 1;

    /**
     * Loads a library.
     *
     * @param library a path, or the name of a library that comes with the program
     * @throws UnsatisfiedLinkError if there is none
     */
    static DeviceLibrary load(String library) {
        return Native.load(library, DeviceLibrary.class, Map.of(Library.OPTION_STRING_ENCODING, "UTF-8"));
    }

    int cosearch_abi_version();

    int cosearch_last_error(byte @Nullable [] text, long capacity, @Nullable LongByReference needed);

    int cosearch_open(@Nullable String settings, @Nullable PointerByReference device);

    void cosearch_close(@Nullable Pointer device);

    int cosearch_describe(
            @Nullable Pointer device, byte @Nullable [] text, long capacity, @Nullable LongByReference needed);

    int cosearch_prepare(
            @Nullable Pointer device,
            @Nullable String format,
            byte @Nullable [] bytes,
            long length,
            @Nullable PointerByReference model);

    void cosearch_release(@Nullable Pointer model);

    int cosearch_shape(
            @Nullable Pointer model, @Nullable LongByReference inputElements, @Nullable LongByReference outputElements);

    int cosearch_infer(
            @Nullable Pointer model,
            float @Nullable [] input,
            long inputElements,
            float @Nullable [] output,
            long outputElements);

    int cosearch_run(@Nullable Pointer model, int runs, long @Nullable [] nanos);

    int cosearch_counter(@Nullable Pointer model, @Nullable String name, @Nullable DoubleByReference value);
}
