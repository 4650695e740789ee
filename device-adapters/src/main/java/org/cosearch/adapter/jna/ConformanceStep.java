package org.cosearch.adapter.jna;

import java.util.List;
import java.util.function.BiConsumer;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;
import org.cosearch.device.Property;

/** One promise of {@code cosearch_device.h} that a library is held to; the text is the promise. */
public enum ConformanceStep {
    VERSION("cosearch_abi_version is the version of the header", Steps::version),
    NOTHING_TO_EXPLAIN("cosearch_last_error has nothing to explain at first and takes no nulls", Steps::firstError),
    OPEN_NULLS("cosearch_open refuses null pointers and explains itself", Steps::openNulls),
    UNKNOWN_SETTING("cosearch_open refuses an unknown setting and lines that are none", Steps::unknownSettings),
    TWO_DEVICES("two devices may be open at a time; closing null does nothing", Steps::twoDevices),
    DESCRIPTION("cosearch_describe tells its size, keeps within it and names what it must", Steps::description),
    PREPARE_NULLS("cosearch_prepare and cosearch_describe refuse null pointers", Steps::prepareNulls),
    UNKNOWN_FORMAT("cosearch_prepare refuses a format that the device does not have", Steps::unknownFormat),
    MALFORMED_MODELS("cosearch_prepare refuses bytes that are no model", Steps::malformed),
    MODEL_IS_COPIED("the bytes of a model may be overwritten after cosearch_prepare", Steps::copied),
    SHAPE("cosearch_shape gives at least one element and takes no nulls", Steps::shape),
    RUN("cosearch_run writes as many times as asked for, each above 0, in sum no more than passed", Steps::run),
    RUN_MISUSE("cosearch_run refuses null pointers and no runs", Steps::runMisuse),
    INFER("cosearch_infer computes the same finite output twice, or is unsupported", Steps::infer),
    INFER_MISUSE("cosearch_infer refuses null pointers and wrong lengths", Steps::inferMisuse),
    TWO_MODELS("two models may be prepared at a time and take turns; releasing null does nothing", Steps::twoModels),
    COUNTERS("counters are finite and not negative; others are not available", Steps::counters),
    OTHER_THREAD("a device may be used from another thread than that which opened it", Steps::otherThread),
    MANY_CYCLES("a hundred models can be prepared and released one after the other", Steps::cycles);

    private final String promise;

    @SuppressWarnings("ImmutableEnumChecker") // references to methods, without state
    private final BiConsumer<DeviceLibrary, Subject> check;

    ConformanceStep(String promise, BiConsumer<DeviceLibrary, Subject> check) {
        this.promise = promise;
        this.check = check;
    }

    /** What must hold, for people. */
    public String promise() {
        return promise;
    }

    /**
     * Holds a library to it, in this process.
     *
     * @param model a small one in a format of the device
     * @throws BrokenPromise if it does not hold
     * @throws UnsatisfiedLinkError if the library lacks a function
     */
    public void check(String library, List<Property> settings, Model model) {
        check.accept(DeviceLibrary.load(library), new Subject(Properties.write(settings), model));
    }

    /** A promise that does not hold; the message says what was seen instead. */
    public static final class BrokenPromise extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenPromise(String message) {
            super(message);
        }
    }

    /** What the steps are tried on. */
    record Subject(String settings, Model model) {}
}
