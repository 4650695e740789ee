package org.cosearch.campaign.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.adapter.simulated.Noise;
import org.cosearch.adapter.simulated.SimulatedDevice;
import org.cosearch.campaign.Campaign;
import org.cosearch.campaign.CampaignRun;
import org.cosearch.campaign.MeasurementHarness;
import org.cosearch.device.Device;
import org.cosearch.device.Protocol;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;

/** One campaign that many processes are at, of which some are killed and some stop for longer than their lease. */
final class SharedCampaign {

    static final String NAME = "shared";
    static final int DEVICES = 24;
    static final int NETWORKS = 12;

    private static final int PROCESSES = 16;
    private static final Duration LEASE = Duration.ofMillis(1500);
    private static final Protocol PROTOCOL = new Protocol("bare", 1, 1, 0, 1000, 10, 6, 2, 3, 5, 2, 5, 5, 3, 1, 0, 0);

    private SharedCampaign() {}

    /**
     * Measures until all is done.
     *
     * @param store a file, or a URL and a user
     * @return the measurements that processes were told are kept, as device and network
     */
    static List<String> measureBySixteen(List<String> store) throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        List<Process> processes = new ArrayList<>();
        List<Thread> readers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    SharedCampaign.class.getName()));
            command.addAll(store);
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            processes.add(process);
            Thread reader = new Thread(() -> {
                try (BufferedReader lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                    lines.lines().forEach(told::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            reader.start();
            readers.add(reader);
        }
        await(told, 20);
        for (int i = 0; i < 4; i++) {
            processes.get(i).toHandle().destroyForcibly(); // through its handle, which leaves the stream open
        }
        for (int i = 4; i < 6; i++) {
            signal("STOP", processes.get(i));
        }
        Thread.sleep(2 * LEASE.toMillis());
        for (int i = 4; i < 6; i++) {
            signal("CONT", processes.get(i));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        for (int i = 4; i < PROCESSES; i++) {
            assertThat(processes.get(i).waitFor())
                    .as("exit code of process %d", i)
                    .isZero();
        }
        return List.copyOf(told);
    }

    private static void await(List<String> told, int count) throws InterruptedException {
        while (told.size() < count) {
            Thread.sleep(20);
        }
    }

    private static void signal(String name, Process process) throws Exception {
        new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid()))
                .start()
                .waitFor();
    }

    /** One of the processes. */
    public static void main(String[] store) throws InterruptedException {
        List<Device> devices = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            devices.add(new SimulatedDevice("d" + i, network -> 1, new Noise(1, 1, 0), i));
        }
        List<Network> networks = IntStream.range(0, NETWORKS)
                .mapToObj(i ->
                        Network.builder("n" + i, Shape.of(1, 4, 4)).conv(1, 3).build())
                .toList();
        Campaign campaign = new Campaign(NAME, devices, networks, List.of(), PROTOCOL, 0);
        MeasurementHarness harness = MeasurementHarness.of(PROTOCOL);
        try (MeasurementStore shared = store.length == 1
                ? MeasurementStore.open(Path.of(store[0]), InstantSource.system())
                : MeasurementStore.connect(store[0], store[1], "")) {
            CampaignRun run = new CampaignRun(campaign, shared, harness, "process", LEASE);
            while (run.run(one -> {
                        System.out.println(one.device() + " " + one.network());
                        System.out.flush();
                    })
                    > 0) {
                Thread.sleep(100);
            }
        }
    }
}
