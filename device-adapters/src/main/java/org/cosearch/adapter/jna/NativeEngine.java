package org.cosearch.adapter.jna;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import org.cosearch.adapter.engine.Engine;
import org.cosearch.adapter.engine.EngineException;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.adapter.engine.EngineModel;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.device.Property;

/** A device behind a shared library. */
public final class NativeEngine implements Engine {

    /** More than any description, less than a size that is a mistake. */
    private static final int MAX_TEXT_BYTES = 1 << 16;

    /** More than any input or output: 256 MiB of floats. */
    private static final long MAX_ELEMENTS = 1L << 26;

    private final DeviceLibrary library;
    private final Pointer device;
    private final List<Property> facts;

    private NativeEngine(DeviceLibrary library, Pointer device) throws EngineException {
        this.library = library;
        this.device = device;
        this.facts = describe();
    }

    /**
     * Loads a library and opens a device of it.
     *
     * @param path of the library, or the name of one that comes with the program
     * @throws EngineException if it is no adapter, was built for another version of the interface, or refuses
     */
    public static NativeEngine open(String path, List<Property> settings) throws EngineException {
        try {
            DeviceLibrary library = DeviceLibrary.load(path);
            int version = library.cosearch_abi_version();
            if (version != DeviceLibrary.ABI_VERSION) {
                throw new EngineException(
                        Reason.REFUSED,
                        "The adapter %s speaks version (%d) of the interface, not %d.%nMaybe build it with the cosearch_device.h of this CoSearch."
                                .formatted(path, version, DeviceLibrary.ABI_VERSION));
            }
            PointerByReference device = new PointerByReference();
            check(library, "cosearch_open", library.cosearch_open(Properties.write(settings), device));
            return new NativeEngine(library, present("cosearch_open", device));
        } catch (UnsatisfiedLinkError e) {
            throw new EngineException(
                    Reason.REFUSED,
                    "The adapter %s cannot be loaded: %s%nMaybe `nm -D` shows which function it lacks."
                            .formatted(path, e.getMessage()));
        }
    }

    private List<Property> describe() throws EngineException {
        LongByReference needed = new LongByReference();
        Status status = Status.of(library.cosearch_describe(device, null, 0, needed));
        long length = needed.getValue();
        if (status != Status.BUFFER_TOO_SMALL || length < 1 || length > MAX_TEXT_BYTES) {
            throw failed("cosearch_describe asked for its size says (%s) and (%d) bytes".formatted(status, length));
        }
        byte[] text = new byte[(int) length];
        check(library, "cosearch_describe", library.cosearch_describe(device, text, length, needed));
        try {
            return Properties.read(decode(text));
        } catch (CharacterCodingException e) {
            throw failed("cosearch_describe writes no UTF-8");
        } catch (IllegalArgumentException e) {
            throw failed("cosearch_describe writes no properties: " + e.getMessage());
        }
    }

    @Override
    public List<Property> facts() {
        return facts;
    }

    @Override
    public EngineModel prepare(Model model) throws EngineException {
        PointerByReference prepared = new PointerByReference();
        check(
                library,
                "cosearch_prepare",
                library.cosearch_prepare(device, model.format(), model.bytes(), model.bytes().length, prepared));
        return new Loaded(present("cosearch_prepare", prepared));
    }

    @Override
    public void close() {
        library.cosearch_close(device);
    }

    private final class Loaded implements EngineModel {
        private final Pointer model;
        private final long inputElements;
        private final long outputElements;

        Loaded(Pointer model) throws EngineException {
            this.model = model;
            LongByReference inputs = new LongByReference();
            LongByReference outputs = new LongByReference();
            check(library, "cosearch_shape", library.cosearch_shape(model, inputs, outputs));
            inputElements = elements(inputs.getValue());
            outputElements = elements(outputs.getValue());
        }

        private long elements(long count) throws EngineException {
            if (count < 1 || count > MAX_ELEMENTS) {
                throw failed("cosearch_shape says (%s) elements".formatted(Long.toUnsignedString(count)));
            }
            return count;
        }

        @Override
        public long inputElements() {
            return inputElements;
        }

        @Override
        public long outputElements() {
            return outputElements;
        }

        @Override
        public float[] infer(float[] input) throws EngineException {
            float[] output = new float[(int) outputElements];
            check(library, "cosearch_infer", library.cosearch_infer(model, input, input.length, output, output.length));
            return output;
        }

        @Override
        public long[] run(int runs) throws EngineException {
            long[] nanos = new long[runs];
            check(library, "cosearch_run", library.cosearch_run(model, runs, nanos));
            return nanos;
        }

        @Override
        public OptionalDouble counter(String name) throws EngineException {
            DoubleByReference value = new DoubleByReference();
            int code = library.cosearch_counter(model, name, value);
            if (Status.of(code) == Status.NOT_AVAILABLE) {
                return OptionalDouble.empty();
            }
            check(library, "cosearch_counter", code);
            return OptionalDouble.of(value.getValue());
        }

        @Override
        public void close() {
            library.cosearch_release(model);
        }
    }

    private static Pointer present(String function, PointerByReference reference) throws EngineException {
        Pointer pointer = reference.getValue();
        if (pointer == null) {
            throw failed(function + " says that all is well and gives nothing");
        }
        return pointer;
    }

    private static EngineException failed(String what) {
        return new EngineException(Reason.FAILED, what + ".");
    }

    private static void check(DeviceLibrary library, String function, int code) throws EngineException {
        Status status = Status.of(code);
        if (status != Status.OK) {
            throw new EngineException(
                    status.reason(), "%s: %s (%d): %s".formatted(function, status, code, explanation(library)));
        }
    }

    /** What the library says about its last error; at most 1,000 bytes of it. */
    static String explanation(DeviceLibrary library) {
        byte[] text = new byte[1000];
        LongByReference needed = new LongByReference();
        int code = library.cosearch_last_error(text, text.length, needed);
        long length = needed.getValue();
        if (Status.of(code) != Status.OK || length < 0) {
            return "no explanation";
        }
        return new String(Arrays.copyOf(text, (int) Math.min(length, text.length)), StandardCharsets.UTF_8)
                .replaceAll("\\p{Cntrl}", " ");
    }

    static String decode(byte[] text) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    }
}
