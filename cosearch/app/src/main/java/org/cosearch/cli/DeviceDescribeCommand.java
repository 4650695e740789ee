package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Property;
import org.cosearch.lab.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code device describe}: opens the devices of a file and prints what they say about themselves. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Open the devices of a device file and print what they say about themselves.",
        footer = {"", "Exit code 1 where a device does not open."})
final class DeviceDescribeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "DEVICE", description = "Name in configs/devices, or path of a .yaml file.")
    private String name = "";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        DeviceFile file = DeviceFile.read(new ConfigReference("devices").file(name));
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> objects = new ArrayList<>();
        int code = ExitCode.OK;
        for (Device device : Devices.of(file, new RandomWeights(0))) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", device.info().name());
            object.put("adapter", device.info().adapter());
            try (DeviceSession session = device.open()) {
                Map<String, String> facts = new LinkedHashMap<>();
                for (Property fact : session.facts()) {
                    facts.put(fact.name(), fact.value());
                }
                object.put("facts", facts);
            } catch (DeviceException e) {
                object.put("fault", e.fault().name());
                object.put("reason", String.valueOf(e.getMessage()));
                code = ExitCode.FAILED;
            }
            objects.add(object);
            if (!json) {
                print(object, out);
            }
        }
        if (json) {
            out.println(Json.of(Map.of("devices", objects)));
        }
        return code;
    }

    private static void print(Map<String, Object> device, PrintWriter out) {
        out.println(device.get("name") + " (" + device.get("adapter") + ")");
        if (device.get("facts") instanceof Map<?, ?> facts) {
            facts.forEach((name, value) -> out.printf("  %-14s  %s%n", name, value));
        } else {
            out.printf("  %s: %s%n", device.get("fault"), device.get("reason"));
        }
    }
}
