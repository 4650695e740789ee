package org.cosearch.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cosearch.accelerator.template.TemplateSource;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.StorageLevel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code accelerator describe}: the levels of an accelerator, and the parameters of a template. */
@Command(
        name = "describe",
        mixinStandardHelpOptions = true,
        description = "Print the levels of an accelerator, outer to inner, and the parameters of a template.")
final class AcceleratorDescribeCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "ARCHITECTURE",
            description = "CoSearch's own YAML, Timeloop's, or a template: its file or its name.")
    private Path architecture = Path.of("");

    @Mixin
    private ArchitectureOptions tables = new ArchitectureOptions();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        ArchitectureFiles files = tables.files(architecture);
        Accelerator accelerator = files.read();
        Optional<TemplateSource> template = files.template();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> described = described(accelerator);
            template.ifPresent(source -> described.put("parameters", ranges(source)));
            out.println(Json.of(described));
            return ExitCode.OK;
        }
        template.ifPresent(source -> {
            out.println("template    " + source.name());
            ranges(source).forEach((name, range) -> out.printf("  %-24s %s%n", name, range));
            out.println();
            out.println("with the values of --set, and those in the middle of their ranges:");
        });
        out.println("name        " + accelerator.name());
        out.println("technology  " + accelerator.technology());
        out.printf(Locale.ROOT, "clock       %s MHz%n", accelerator.clockMegahertz());
        out.printf(
                Locale.ROOT, "MACs        %,d%n", accelerator.compute().mesh().instances());
        out.printf(Locale.ROOT, "area        %.4f mm²%n%n", accelerator.areaSquareMicrometers() * 1e-6);
        Table table = new Table(
                List.of("level", "instances", "words each", "bits", "read pJ", "write pJ", "words/cycle in", "out"),
                List.of(1, 2, 3, 4, 5, 6, 7));
        for (StorageLevel level : accelerator.levels()) {
            table.add(
                    level.name(),
                    "%d x %d".formatted(level.mesh().x(), level.mesh().y()),
                    level.unbounded() ? "unbounded" : String.format(Locale.ROOT, "%,d", level.capacityWords()),
                    level.wordBits(),
                    level.energy().readPicojoules(),
                    level.energy().writePicojoules(),
                    rate(level.bandwidth().writeWordsPerCycle()),
                    rate(level.bandwidth().readWordsPerCycle()));
        }
        table.print(out);
        return ExitCode.OK;
    }

    private static Map<String, String> ranges(TemplateSource template) {
        Map<String, String> ranges = new LinkedHashMap<>();
        template.parameters().forEach((name, domain) -> ranges.put(name, domain.text()));
        return ranges;
    }

    private static String rate(double wordsPerCycle) {
        return Double.isInfinite(wordsPerCycle) ? "unlimited" : String.valueOf(wordsPerCycle);
    }

    private static Map<String, Object> described(Accelerator accelerator) {
        List<Object> levels = new ArrayList<>();
        for (StorageLevel level : accelerator.levels()) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", level.name());
            object.put("mesh_x", level.mesh().x());
            object.put("mesh_y", level.mesh().y());
            if (!level.unbounded()) {
                object.put("capacity_words", level.capacityWords());
            }
            object.put("word_bits", level.wordBits());
            object.put("block_words", level.blockWords());
            object.put("read_pj", level.energy().readPicojoules());
            object.put("write_pj", level.energy().writePicojoules());
            object.put("update_pj", level.energy().updatePicojoules());
            object.put("leak_pj", level.energy().leakPicojoules());
            object.put("area_um2", level.areaSquareMicrometers());
            levels.add(object);
        }
        Map<String, Object> described = new LinkedHashMap<>();
        described.put("name", accelerator.name());
        described.put("technology", accelerator.technology());
        described.put("clock_mhz", accelerator.clockMegahertz());
        described.put("macs", accelerator.compute().mesh().instances());
        described.put("mac_pj", accelerator.compute().macPicojoules());
        described.put("area_mm2", accelerator.areaSquareMicrometers() * 1e-6);
        described.put("levels", levels);
        return described;
    }
}
