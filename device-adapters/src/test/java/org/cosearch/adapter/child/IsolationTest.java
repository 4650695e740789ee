package org.cosearch.adapter.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.cosearch.adapter.engine.Model;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a native library does costs one measurement and is reported by name. */
class IsolationTest {

    private static final Network NETWORK =
            Network.builder("small", Shape.of(4)).dense(2).build();

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 700, "");

    private static ChildDevice bad(String fault, String at) {
        return device("bad", List.of(new Property("fault", fault), new Property("at", at)), LIMITS);
    }

    private static ChildDevice device(String library, List<Property> settings, Limits limits) {
        return new ChildDevice(
                new DeviceInfo(library, "native", settings),
                new EngineChoice.NativeLibrary(Libraries.path(library)),
                (network, batch) -> new Model("onnx", new byte[] {8, 8}),
                limits);
    }

    /** One measurement, as a harness takes it. */
    private static void measure(ChildDevice device) throws DeviceException, InterruptedException {
        try (DeviceSession session = device.open();
                Prepared prepared = session.prepare(NETWORK)) {
            prepared.infer(new float[prepared.inputElements()]);
            prepared.run(2);
            Thread.sleep(60);
            prepared.run(3);
            prepared.counter("energy_joules");
        }
    }

    @Test
    void anAdapterThatBehavesIsMeasured() throws DeviceException, InterruptedException {
        measure(bad("none", "never"));
    }

    @ParameterizedTest
    @CsvSource({
        "vanish, run, VANISHED",
        "hang, prepare, TIMED_OUT",
        "garbage, describe, NONSENSE",
        "nan, infer, NONSENSE",
        "zero, run, NONSENSE",
        "negative, run, NONSENSE",
        "thousandfold, run, NONSENSE",
        "late, run, TIMED_OUT",
        "stray, run, CRASHED",
        "abort, prepare, CRASHED",
        "hog, prepare, OUT_OF_MEMORY",
        "spin, run, TIMED_OUT",
        "wrong_length, run, NONSENSE",
        "die_soon, prepare, CRASHED"
    })
    void aBadDeviceCostsOneMeasurement(String fault, String at, Fault expected) {
        assertFault(fault, at, expected);
    }

    /** 14 kinds at 5 moments, where the kind can happen at the moment. */
    static Stream<List<String>> everyFaultAtEveryMoment() {
        return Stream.of("open", "describe", "prepare", "infer", "run", "counter")
                .flatMap(at -> Stream.of(
                                List.of("vanish", at, "VANISHED"),
                                List.of("exit", at, "CRASHED"),
                                List.of("hang", at, "TIMED_OUT"),
                                List.of("spin", at, "TIMED_OUT"),
                                List.of("late", at, "TIMED_OUT"),
                                List.of("stray", at, "CRASHED"),
                                List.of("segv", at, "CRASHED"),
                                List.of("abort", at, "CRASHED"),
                                List.of("kill", at, "CRASHED"),
                                List.of("hog", at, "OUT_OF_MEMORY"),
                                List.of("garbage", at, "NONSENSE"),
                                List.of("wrong_length", at, "NONSENSE"),
                                List.of("nan", at, "NONSENSE"),
                                List.of("negative", at, "NONSENSE"),
                                List.of("die_soon", at, "CRASHED"))
                        .filter(IsolationTest::possible));
    }

    private static boolean possible(List<String> fault) {
        return switch (fault.get(0)) {
            case "garbage" -> !fault.get(1).equals("counter");
            case "wrong_length" -> !List.of("infer", "counter").contains(fault.get(1));
            case "nan" -> List.of("infer", "counter").contains(fault.get(1));
            case "negative" -> List.of("run", "counter").contains(fault.get(1));
            case "die_soon" -> !fault.get(1).equals("counter");
            default -> true;
        };
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("everyFaultAtEveryMoment")
    void everyFaultAtEveryMomentCostsOneMeasurement(List<String> fault) {
        assertFault(fault.get(0), fault.get(1), Fault.valueOf(fault.get(2)));
    }

    private static void assertFault(String fault, String at, Fault expected) {
        // a start is given more time than the other calls, but not here
        Limits limits = at.equals("open") || at.equals("describe")
                ? new Limits(Duration.ofMillis(1400), Duration.ofSeconds(1), Duration.ofSeconds(1), 64, 700, "")
                : LIMITS;
        if (fault.equals("hog")) { // a busy machine takes a while to fill so much memory
            limits = limits.withTime(Duration.ofSeconds(15)).withMemoryMebibytes(300);
        }
        ChildDevice device = device("bad", List.of(new Property("fault", fault), new Property("at", at)), limits);
        assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThatThrownBy(() -> measure(device)).isInstanceOfSatisfying(DeviceException.class, e -> {
                    assertThat(e.fault()).as(e.getMessage()).isEqualTo(expected);
                    assertThat(e).hasMessageStartingWith("Device bad, ");
                }));
    }

    @Test
    void theSignalOfACrashIsNamed() {
        assertThatThrownBy(() -> measure(bad("stray", "run"))).hasMessageContaining("SIGSEGV");
    }

    @Test
    void anotherVersionOfTheInterfaceIsRefused() {
        assertThatThrownBy(() -> measure(device("future", List.of(), LIMITS)))
                .isInstanceOfSatisfying(
                        DeviceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.REFUSED))
                .hasMessageContaining("speaks version (99)")
                .hasMessageContaining("Maybe build it");
    }

    @Test
    void whatALibraryPrintsHarmsNothing() throws DeviceException, InterruptedException {
        measure(bad("print", "run"));
        measure(bad("print", "open"));
    }

    @Test
    void aRefusalLeavesTheSessionOpen() throws DeviceException, InterruptedException {
        ChildDevice device = device("template", List.of(), LIMITS);
        try (DeviceSession session = device.open();
                Prepared prepared = session.prepare(NETWORK)) {
            assertThatThrownBy(() -> prepared.infer(new float[7]))
                    .isInstanceOfSatisfying(
                            DeviceException.class, e -> assertThat(e.fault()).isEqualTo(Fault.REFUSED));
            assertThat(prepared.run(3)).hasSize(3);
            assertThat(prepared.counter("energy_joules")).isEmpty();
        }
    }

    @Test
    void twoSessionsAreTwoProcesses() throws DeviceException, InterruptedException {
        ChildDevice device = device("template", List.of(), LIMITS);
        try (DeviceSession first = device.open();
                DeviceSession second = device.open();
                Prepared prepared = second.prepare(NETWORK)) {
            first.close();
            assertThat(prepared.run(1)).hasSize(1);
        }
    }

    @Test
    void anInterruptedMeasurementEndsItsProcess() throws Exception {
        ChildDevice device = bad("hang", "run");
        long before = ProcessHandle.current().children().count();
        try (DeviceSession session = device.open();
                Prepared prepared = session.prepare(NETWORK)) {
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> prepared.run(1)).isInstanceOf(InterruptedException.class);
        }
        assertThat(ProcessHandle.current().children().count()).isEqualTo(before);
    }
}
