package org.cosearch.adapter.jna;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.DoubleByReference;
import com.sun.jna.ptr.LongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.adapter.jna.ConformanceStep.BrokenPromise;
import org.cosearch.adapter.jna.ConformanceStep.Subject;
import org.cosearch.device.Property;

/** How the promises of {@link ConformanceStep} are tried. */
final class Steps {

    private static final byte CANARY = 0x5A;

    private Steps() {}

    static void version(DeviceLibrary library, Subject subject) {
        int version = library.cosearch_abi_version();
        require(version == DeviceLibrary.ABI_VERSION, "it is %d, not %d", version, DeviceLibrary.ABI_VERSION);
    }

    static void firstError(DeviceLibrary library, Subject subject) {
        LongByReference needed = new LongByReference(-1);
        expect(Status.OK, library.cosearch_last_error(null, 0, needed), "cosearch_last_error asked for its size");
        require(needed.getValue() == 0, "there are %d bytes to explain", needed.getValue());
        expect(Status.INVALID_ARGUMENT, library.cosearch_last_error(new byte[8], 8, null), "needed null");
        expect(Status.INVALID_ARGUMENT, library.cosearch_last_error(null, 8, needed), "text null, capacity 8");
    }

    static void openNulls(DeviceLibrary library, Subject subject) {
        refusal(
                library,
                Status.INVALID_ARGUMENT,
                library.cosearch_open(null, new PointerByReference()),
                "settings null");
        refusal(library, Status.INVALID_ARGUMENT, library.cosearch_open(subject.settings(), null), "device null");
        LongByReference needed = new LongByReference();
        byte[] text = {CANARY, CANARY, CANARY, CANARY};
        expect(Status.OK, library.cosearch_last_error(text, 2, needed), "cosearch_last_error into two bytes");
        require(needed.getValue() > 2, "two bytes of an explanation of %d were asked for", needed.getValue());
        require(text[2] == CANARY && text[3] == CANARY, "cosearch_last_error writes beyond its two bytes");
    }

    static void unknownSettings(DeviceLibrary library, Subject subject) {
        for (String settings : List.of("no_such_setting=1\n", "=\n", "text without an end", "\n\n", "=1\n=1\n")) {
            PointerByReference device = new PointerByReference();
            int code = library.cosearch_open(settings, device);
            refusal(library, Status.INVALID_ARGUMENT, code, "settings \"" + settings.replace("\n", "\\n") + "\"");
            require(device.getValue() == null, "a device was written although the settings were refused");
        }
    }

    static void twoDevices(DeviceLibrary library, Subject subject) {
        Pointer first = open(library, subject);
        Pointer second = open(library, subject);
        require(!first.equals(second), "both are the same");
        library.cosearch_close(first);
        describe(library, second);
        library.cosearch_close(second);
        library.cosearch_close(null);
    }

    static void description(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            LongByReference needed = new LongByReference();
            expect(Status.BUFFER_TOO_SMALL, library.cosearch_describe(device, null, 0, needed), "capacity 0");
            int length = Math.toIntExact(needed.getValue());
            require(length > 0 && length <= 1 << 16, "the description has %d bytes", length);
            byte[] text = new byte[length + 8];
            Arrays.fill(text, CANARY);
            needed.setValue(0);
            int code = library.cosearch_describe(device, text, length - 1L, needed);
            expect(Status.BUFFER_TOO_SMALL, code, "one byte too few");
            require(needed.getValue() == length, "the size was first %d, then %d", length, needed.getValue());
            require(text[0] == CANARY, "text was written into a buffer that is too small");
            expect(Status.OK, library.cosearch_describe(device, text, length, needed), "the size asked for");
            for (int i = length; i < text.length; i++) {
                require(text[i] == CANARY, "text was written beyond the size");
            }
            List<Property> facts = describe(library, device);
            for (String name : List.of("device", "runtime", "formats")) {
                require(
                        Properties.value(facts, name)
                                .filter(value -> !value.isBlank())
                                .isPresent(),
                        "it does not name (%s): %s",
                        name,
                        facts);
            }
            String batch = Properties.value(facts, "batch").orElse("1");
            require(batch.matches("[1-9][0-9]{0,5}"), "the batch is (%s)", batch);
        });
    }

    static void prepareNulls(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            Model model = subject.model();
            byte[] bytes = model.bytes();
            PointerByReference out = new PointerByReference();
            String format = model.format();
            invalid(library, library.cosearch_prepare(null, format, bytes, bytes.length, out), "device null");
            invalid(library, library.cosearch_prepare(device, null, bytes, bytes.length, out), "format null");
            invalid(library, library.cosearch_prepare(device, format, null, bytes.length, out), "bytes null");
            invalid(library, library.cosearch_prepare(device, format, bytes, bytes.length, null), "model null");
            LongByReference needed = new LongByReference();
            invalid(library, library.cosearch_describe(null, new byte[9], 9, needed), "describe: device null");
            invalid(library, library.cosearch_describe(device, null, 9, needed), "describe: text null");
            invalid(library, library.cosearch_describe(device, new byte[9], 9, null), "describe: needed null");
        });
    }

    static void unknownFormat(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            byte[] bytes = subject.model().bytes();
            int code =
                    library.cosearch_prepare(device, "no-such-format", bytes, bytes.length, new PointerByReference());
            refusal(library, Status.UNSUPPORTED, code, "format no-such-format");
        });
    }

    static void malformed(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            byte[] zeros = new byte[64];
            byte[] ones = new byte[64];
            Arrays.fill(ones, (byte) 0xFF);
            for (byte[] bytes : List.of(
                    new byte[1], zeros, ones, "not a model at all, but text".getBytes(StandardCharsets.UTF_8))) {
                PointerByReference out = new PointerByReference();
                int code = library.cosearch_prepare(device, subject.model().format(), bytes, bytes.length, out);
                refusal(library, Status.MALFORMED_MODEL, code, bytes.length + " bytes that are no model");
                require(out.getValue() == null, "a model was written although it was refused");
            }
            PointerByReference out = new PointerByReference();
            int code = library.cosearch_prepare(device, subject.model().format(), new byte[1], 0, out);
            require(Status.of(code) != Status.OK, "no bytes at all are taken for a model");
        });
    }

    static void copied(DeviceLibrary library, Subject subject) {
        // JNA hands the library a copy of the array that is gone after the call, so a kept pointer is a stray one
        with(library, subject, device -> {
            Pointer model = prepare(library, device, subject);
            byte[] other = subject.model().bytes().clone();
            Arrays.fill(other, CANARY);
            library.cosearch_prepare(device, subject.model().format(), other, other.length, new PointerByReference());
            times(library, model, 3);
            library.cosearch_release(model);
        });
    }

    static void shape(DeviceLibrary library, Subject subject) {
        withModel(library, subject, model -> {
            LongByReference count = new LongByReference();
            invalid(library, library.cosearch_shape(null, count, count), "model null");
            invalid(library, library.cosearch_shape(model, null, count), "input_elements null");
            invalid(library, library.cosearch_shape(model, count, null), "output_elements null");
            long[] shape = elements(library, model);
            require(shape[0] >= 1 && shape[1] >= 1, "it says %d and %d", shape[0], shape[1]);
        });
    }

    static void run(DeviceLibrary library, Subject subject) {
        withModel(library, subject, model -> {
            for (int runs : new int[] {1, 2, 50}) {
                times(library, model, runs);
            }
        });
    }

    static void runMisuse(DeviceLibrary library, Subject subject) {
        withModel(library, subject, model -> {
            invalid(library, library.cosearch_run(null, 1, new long[1]), "model null");
            invalid(library, library.cosearch_run(model, 1, null), "nanos null");
            invalid(library, library.cosearch_run(model, 0, new long[1]), "no runs");
        });
    }

    static void infer(DeviceLibrary library, Subject subject) {
        withModel(library, subject, model -> {
            long[] shape = elements(library, model);
            float[] input = new float[Math.toIntExact(shape[0])];
            for (int i = 0; i < input.length; i++) {
                input[i] = (i % 17 - 8) / 8f;
            }
            float[] first = new float[Math.toIntExact(shape[1])];
            float[] second = new float[first.length];
            int code = library.cosearch_infer(model, input, input.length, first, first.length);
            if (Status.of(code) == Status.UNSUPPORTED) {
                return;
            }
            expect(Status.OK, code, "the first inference");
            times(library, model, 3);
            expect(Status.OK, library.cosearch_infer(model, input, input.length, second, second.length), "the second");
            for (float value : first) {
                require(Float.isFinite(value), "an output is (%s)", value);
            }
            require(Arrays.equals(first, second), "the second output is not the first");
        });
    }

    static void inferMisuse(DeviceLibrary library, Subject subject) {
        withModel(library, subject, model -> {
            long[] shape = elements(library, model);
            int in = Math.toIntExact(shape[0]);
            int out = Math.toIntExact(shape[1]);
            float[] input = new float[in + 1];
            float[] output = new float[out + 1];
            if (Status.of(library.cosearch_infer(model, input, in, output, out)) == Status.UNSUPPORTED) {
                return;
            }
            invalid(library, library.cosearch_infer(null, input, in, output, out), "model null");
            invalid(library, library.cosearch_infer(model, null, in, output, out), "input null");
            invalid(library, library.cosearch_infer(model, input, in, null, out), "output null");
            invalid(library, library.cosearch_infer(model, input, in + 1L, output, out), "one input too many");
            invalid(library, library.cosearch_infer(model, input, in - 1L, output, out), "one input too few");
            invalid(library, library.cosearch_infer(model, input, in, output, out + 1L), "one output too many");
        });
    }

    static void twoModels(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            Pointer first = prepare(library, device, subject);
            Pointer second = prepare(library, device, subject);
            require(!first.equals(second), "both are the same");
            times(library, first, 2);
            times(library, second, 2);
            library.cosearch_release(first);
            times(library, second, 2);
            library.cosearch_release(second);
            library.cosearch_release(null);
        });
    }

    static void counters(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            Pointer model = prepare(library, device, subject);
            DoubleByReference value = new DoubleByReference();
            String[] names = Properties.value(describe(library, device), "counters")
                    .orElse("")
                    .split(",", -1);
            for (String name : names) {
                int code = library.cosearch_counter(model, name, value);
                refusal(library, Status.NOT_AVAILABLE, code, "counter \"" + name + "\" before the first run");
            }
            times(library, model, 5);
            invalid(library, library.cosearch_counter(null, "energy_joules", value), "model null");
            invalid(library, library.cosearch_counter(model, null, value), "name null");
            invalid(library, library.cosearch_counter(model, "energy_joules", null), "value null");
            int unknown = library.cosearch_counter(model, "no_such_counter", value);
            refusal(library, Status.NOT_AVAILABLE, unknown, "counter no_such_counter");
            for (String name : names) {
                if (!name.isEmpty()) {
                    expect(Status.OK, library.cosearch_counter(model, name, value), "counter " + name);
                    double read = value.getValue();
                    require(Double.isFinite(read) && read >= 0, "counter %s is (%s)", name, read);
                }
            }
            library.cosearch_release(model);
        });
    }

    static void otherThread(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            FutureTask<Pointer> other = new FutureTask<>(() -> {
                Pointer model = prepare(library, device, subject);
                times(library, model, 2);
                return model;
            });
            new Thread(other, "other").start();
            try {
                Pointer model = other.get();
                times(library, model, 2);
                library.cosearch_release(model);
            } catch (ExecutionException | InterruptedException e) {
                throw new BrokenPromise(String.valueOf(e.getMessage()));
            }
        });
    }

    static void cycles(DeviceLibrary library, Subject subject) {
        with(library, subject, device -> {
            for (int i = 0; i < 100; i++) {
                library.cosearch_release(prepare(library, device, subject));
            }
        });
    }

    private static Pointer open(DeviceLibrary library, Subject subject) {
        PointerByReference device = new PointerByReference();
        int code = library.cosearch_open(subject.settings(), device);
        require(Status.of(code) == Status.OK, "cosearch_open: %s", NativeEngine.explanation(library));
        return Objects.requireNonNull(device.getValue(), "cosearch_open gave nothing");
    }

    private static void with(DeviceLibrary library, Subject subject, Consumer<Pointer> check) {
        Pointer device = open(library, subject);
        check.accept(device);
        library.cosearch_close(device);
    }

    private static void withModel(DeviceLibrary library, Subject subject, Consumer<Pointer> check) {
        with(library, subject, device -> {
            Pointer model = prepare(library, device, subject);
            check.accept(model);
            library.cosearch_release(model);
        });
    }

    private static Pointer prepare(DeviceLibrary library, Pointer device, Subject subject) {
        PointerByReference model = new PointerByReference();
        byte[] bytes = subject.model().bytes();
        int code = library.cosearch_prepare(device, subject.model().format(), bytes, bytes.length, model);
        require(Status.of(code) == Status.OK, "cosearch_prepare: %s", NativeEngine.explanation(library));
        return Objects.requireNonNull(model.getValue(), "cosearch_prepare gave nothing");
    }

    private static List<Property> describe(DeviceLibrary library, Pointer device) {
        byte[] text = new byte[1 << 16];
        LongByReference needed = new LongByReference();
        expect(Status.OK, library.cosearch_describe(device, text, text.length, needed), "cosearch_describe");
        try {
            return Properties.read(NativeEngine.decode(Arrays.copyOf(text, Math.toIntExact(needed.getValue()))));
        } catch (CharacterCodingException e) {
            throw new BrokenPromise("the description is no UTF-8");
        } catch (IllegalArgumentException e) {
            throw new BrokenPromise("the description is no list of properties: " + e.getMessage());
        }
    }

    private static long[] elements(DeviceLibrary library, Pointer model) {
        LongByReference inputs = new LongByReference();
        LongByReference outputs = new LongByReference();
        expect(Status.OK, library.cosearch_shape(model, inputs, outputs), "cosearch_shape");
        return new long[] {inputs.getValue(), outputs.getValue()};
    }

    private static void times(DeviceLibrary library, Pointer model, int runs) {
        long[] nanos = new long[runs + 4];
        Arrays.fill(nanos, Long.MIN_VALUE);
        long begin = System.nanoTime();
        int code = library.cosearch_run(model, runs, nanos);
        long passed = System.nanoTime() - begin;
        require(Status.of(code) == Status.OK, "cosearch_run: %s", NativeEngine.explanation(library));
        long sum = 0;
        for (int i = 0; i < nanos.length; i++) {
            if (i < runs) {
                require(nanos[i] > 0, "run %d of %d took (%d) ns", i, runs, nanos[i]);
                sum += nanos[i];
            } else {
                require(nanos[i] == Long.MIN_VALUE, "%d runs were asked for and more written", runs);
            }
        }
        require(sum <= passed, "%d runs took %d ns of the %d ns that passed", runs, sum, passed);
    }

    private static void invalid(DeviceLibrary library, int code, String misuse) {
        refusal(library, Status.INVALID_ARGUMENT, code, misuse);
    }

    private static void refusal(DeviceLibrary library, Status expected, int code, String misuse) {
        expect(expected, code, misuse);
        require(!NativeEngine.explanation(library).isBlank(), "%s: cosearch_last_error does not explain it", misuse);
    }

    private static void expect(Status expected, int code, String what) {
        require(Status.of(code) == expected, "%s: %s (%d), not %s", what, Status.of(code), code, expected);
    }

    @SuppressWarnings("AnnotateFormatMethod") // the annotation is not on the class path
    private static void require(boolean holds, String format, Object... values) {
        if (!holds) {
            throw new BrokenPromise(format.formatted(values));
        }
    }
}
