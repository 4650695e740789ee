package org.cosearch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.accelerator.format.TimeloopConstraints;
import org.cosearch.accelerator.format.TimeloopExport;
import org.cosearch.hardware.Accelerator;
import org.cosearch.yaml.Yaml;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code accelerator export}: an accelerator in the format of Timeloop or in CoSearch's own. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write an accelerator for Timeloop (arch.yaml, ERT.yaml, ART.yaml, constraints.yaml), "
                + "or in CoSearch's own format (accelerator.yaml).")
final class AcceleratorExportCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ARCHITECTURE",
            description = "CoSearch's own YAML, Timeloop's, or a template: its file or its name.")
    private Path architecture = Path.of("");

    @Mixin
    private ArchitectureOptions tables = new ArchitectureOptions();

    @Option(names = "--constraints", paramLabel = "FILE", description = "Constraints of a Timeloop architecture.")
    private Optional<Path> constraints = Optional.empty();

    @Option(
            names = "--to",
            paramLabel = "FORMAT",
            defaultValue = "timeloop",
            description = "timeloop or cosearch. Default: ${DEFAULT-VALUE}")
    private String format = "timeloop";

    @Option(names = "--output", required = true, paramLabel = "FOLDER", description = "Where to write; made if absent.")
    private Path output = Path.of("");

    @Override
    public Integer call() throws IOException {
        Accelerator read = tables.files(architecture).read();
        Accelerator accelerator = constraints
                .map(file -> read.with(TimeloopConstraints.read(Yaml.read(file), read)))
                .orElse(read);
        Map<String, String> files = new LinkedHashMap<>();
        switch (format) {
            case "timeloop" -> {
                files.put("arch.yaml", TimeloopExport.architecture(accelerator));
                files.put("ERT.yaml", TimeloopExport.energies(accelerator));
                files.put("ART.yaml", TimeloopExport.areas(accelerator));
                files.put("constraints.yaml", TimeloopExport.constraints(accelerator));
            }
            case "cosearch" -> files.put("accelerator.yaml", AcceleratorYaml.write(accelerator));
            default ->
                throw new ParameterException(
                        spec.commandLine(), "The format (%s) is neither timeloop nor cosearch.".formatted(format));
        }
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(output);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = output.resolve(file.getKey());
            Files.writeString(path, file.getValue());
            out.println(path);
        }
        return ExitCode.OK;
    }
}
