package org.cosearch.adapter.machine;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cosearch.device.Conditions;
import org.cosearch.device.Property;
import org.cosearch.device.Surroundings;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.HardwareAbstractionLayer;

/** The machine that this process runs on, read through OSHI and, for energy, from the files of Linux. */
public final class ThisMachine implements Surroundings {

    /** Long enough to see more than one tick of the clock that processor time is counted by. */
    private static final long LOAD_MILLIS = 300;

    private final HardwareAbstractionLayer hardware;
    private final List<Property> fingerprint;
    private final Optional<EnergyMeter> energy;

    private ThisMachine() {
        SystemInfo info = new SystemInfo();
        hardware = info.getHardware();
        energy = EnergyMeter.of(Path.of("/sys"));
        fingerprint = fingerprint(info);
    }

    /** Read once: finding out what a machine is takes a second. */
    private static final class Holder {
        static final ThisMachine ONLY = new ThisMachine();
    }

    /** The only one. */
    public static ThisMachine here() {
        return Holder.ONLY;
    }

    private List<Property> fingerprint(SystemInfo info) {
        CentralProcessor processor = hardware.getProcessor();
        List<Property> parts = new ArrayList<>();
        add(parts, "machine.processor", processor.getProcessorIdentifier().getName());
        add(parts, "machine.microcode", processor.getProcessorIdentifier().getIdentifier());
        add(
                parts,
                "machine.cores",
                "%d physical, %d logical"
                        .formatted(processor.getPhysicalProcessorCount(), processor.getLogicalProcessorCount()));
        add(parts, "machine.memory_mib", String.valueOf(hardware.getMemory().getTotal() >> 20));
        add(
                parts,
                "machine.model",
                hardware.getComputerSystem().getManufacturer() + " "
                        + hardware.getComputerSystem().getModel());
        add(
                parts,
                "machine.system",
                info.getOperatingSystem() + ", kernel " + System.getProperty("os.version") + ", "
                        + System.getProperty("os.arch"));
        add(parts, "machine.java", Runtime.version().toString());
        add(parts, "machine.energy_meter", energy.map(EnergyMeter::name).orElse(NOT_AVAILABLE));
        add(parts, "machine.fingerprint", sha256(parts.toString()));
        return List.copyOf(parts);
    }

    private static void add(List<Property> parts, String name, String value) {
        parts.add(new Property(name, value.replaceAll("\\p{Cntrl}", " ").strip()));
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }

    @Override
    public List<Property> fingerprint() {
        return fingerprint;
    }

    @Override
    public Conditions conditions() throws InterruptedException {
        CentralProcessor processor = hardware.getProcessor();
        long[] before = processor.getSystemCpuLoadTicks();
        Thread.sleep(LOAD_MILLIS);
        double load = processor.getSystemCpuLoadBetweenTicks(before);
        long fastest = Arrays.stream(processor.getCurrentFreq()).max().orElse(0);
        double celsius = hardware.getSensors().getCpuTemperature();
        return new Conditions(
                load >= 0 ? OptionalDouble.of(100 * load) : OptionalDouble.empty(),
                fastest > 0 ? OptionalDouble.of(fastest / 1e6) : OptionalDouble.empty(),
                celsius > 0 ? OptionalDouble.of(celsius) : OptionalDouble.empty());
    }

    @Override
    public OptionalDouble energyJoules() {
        return energy.map(EnergyMeter::joules).orElse(OptionalDouble.empty());
    }
}
