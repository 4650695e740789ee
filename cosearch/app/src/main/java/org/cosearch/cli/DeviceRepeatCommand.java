package org.cosearch.cli;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.cosearch.campaign.Repeatability;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Protocol;
import org.cosearch.lab.Devices;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.yaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code device repeat}: measures one network as if it were two, to see whether a device is fit for use. */
@Command(
        name = "repeat",
        mixinStandardHelpOptions = true,
        description = "Measure one network as if it were two, to see whether a device gives the same answer twice.",
        footer = {
            "",
            "Fit for use is a device on which the 95 % interval of the difference holds 0 and sessions spread by at most",
            "5 %. Exit code 3 where one is not, 1 where one fails."
        })
final class DeviceRepeatCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(paramLabel = "DEVICE", description = "Name in configs/devices, or path of a .yaml file.")
    private String name = "";

    @Option(
            names = "--pairs",
            paramLabel = "COUNT",
            defaultValue = "20",
            description = "Pairs of sessions. Default: ${DEFAULT-VALUE}")
    private int pairs = Repeatability.PAIRS;

    @Option(
            names = "--protocol",
            paramLabel = "PROTOCOL",
            defaultValue = "quick",
            description = "How a session is sampled: name in configs/protocols, or path. Default: ${DEFAULT-VALUE}")
    private String protocol = "quick";

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (pairs < 2) {
            throw new ParameterException(spec.commandLine(), "The pairs (%d) are not at least 2.".formatted(pairs));
        }
        Protocol read =
                Yaml.read(new ConfigReference("protocols").file(protocol)).bind(Protocol.class);
        Network network = Network.builder("repeated", Shape.of(3, 32, 32))
                .conv(16, 3, 2)
                .batchNorm()
                .relu()
                .conv(32, 3, 2)
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(10)
                .build();
        PrintWriter out = spec.commandLine().getOut();
        List<Map<String, Object>> objects = new ArrayList<>();
        int code = ExitCode.OK;
        for (Device device : Devices.of(DeviceFile.read(new ConfigReference("devices").file(name)))) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", device.info().name());
            try {
                Repeatability found = Repeatability.of(
                        device, network, read, pairs, new RandomStreams(1).stream(Purpose.MEASUREMENT));
                object.put("difference_percent", found.differencePercent());
                object.put("half_width_percent", found.halfWidthPercent());
                object.put("spread_percent", found.spreadPercent());
                object.put("objections", found.objections());
                print(device.info().name(), found, json ? new PrintWriter(PrintWriter.nullWriter()) : out);
                code = Math.max(code, found.objections().isEmpty() ? ExitCode.OK : ExitCode.BROKEN_PROMISE);
            } catch (DeviceException e) {
                object.put("objections", List.of(String.valueOf(e.getMessage())));
                spec.commandLine().getErr().println("cosearch: " + e.getMessage());
                code = Math.max(code, ExitCode.FAILED);
            }
            objects.add(object);
        }
        if (json) {
            out.println(Json.of(Map.of("devices", objects)));
        }
        return code;
    }

    private static void print(String name, Repeatability found, PrintWriter out) {
        out.printf(
                Locale.ROOT,
                "%s%n  difference %.2f %% ± %.2f %%, sessions spread by %.2f %%%n",
                name,
                found.differencePercent(),
                found.halfWidthPercent(),
                found.spreadPercent());
        found.objections().forEach(objection -> out.println("  " + objection));
        out.flush();
    }
}
