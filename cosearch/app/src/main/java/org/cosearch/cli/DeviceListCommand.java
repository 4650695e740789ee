package org.cosearch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.Property;
import org.cosearch.lab.Devices;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code device list}: the devices of {@code configs/devices}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "List the devices of configs/devices with their settings.")
final class DeviceListCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private record Row(Path file, DeviceInfo info) {}

    @Override
    public Integer call() {
        List<Row> rows = new ArrayList<>();
        Path folder = new ConfigReference("devices").folders().get(0);
        for (Path file : DeviceFile.in(folder)) {
            for (Device device : Devices.of(DeviceFile.read(file), new RandomWeights(0))) {
                rows.add(new Row(file, device.info()));
            }
        }
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(
                    Map.of("devices", rows.stream().map(DeviceListCommand::json).toList())));
        } else {
            Table table = new Table(List.of("device", "adapter", "settings", "file"), List.of());
            for (Row row : rows) {
                table.add(row.info().name(), row.info().adapter(), settings(row.info()), row.file());
            }
            table.print(out);
        }
        return ExitCode.OK;
    }

    private static Map<String, Object> json(Row row) {
        Map<String, String> settings = new LinkedHashMap<>();
        row.info().settings().forEach(setting -> settings.put(setting.name(), setting.value()));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", row.info().name());
        object.put("adapter", row.info().adapter());
        object.put("settings", settings);
        object.put("file", row.file().toString());
        return object;
    }

    private static String settings(DeviceInfo info) {
        return info.settings().stream().map(Property::toString).collect(Collectors.joining(" "));
    }
}
