package org.cosearch.cli;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.cosearch.adapter.child.ConformanceCheck;
import org.cosearch.adapter.child.ConformanceCheck.Result;
import org.cosearch.device.Property;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code device check}: holds an adapter library to every promise of the interface. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Try every call, error and misuse of the adapter interface on a shared library.",
        footer = {
            "",
            "Every promise is tried in a process of its own kind, so a library that crashes or hangs is reported like one",
            "that answers wrongly. Exit code 3 where a promise does not hold.",
            "Example: cosearch device check ./libmyboard.so --settings port=/dev/ttyUSB0"
        })
final class DeviceCheckCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli before the command runs
    private CommandSpec spec;

    @Parameters(
            paramLabel = "LIBRARY",
            description = "Path of a shared library; cosearch_host is the one that comes with the program.")
    private String library = "";

    @Option(
            names = "--settings",
            paramLabel = "NAME=VALUE",
            split = ",",
            description = "What to open the device with, with commas between.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--seconds",
            paramLabel = "SECONDS",
            defaultValue = "20",
            description = "After which a call counts as hanging. Default: ${DEFAULT-VALUE}")
    private int seconds = 20;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        if (seconds < 1) {
            throw new ParameterException(spec.commandLine(), "The seconds (%d) are not at least 1.".formatted(seconds));
        }
        List<Property> properties = new ArrayList<>();
        settings.forEach((name, value) -> properties.add(new Property(name, value)));
        PrintWriter out = spec.commandLine().getOut();
        Consumer<Result> shown = json ? result -> {} : result -> print(result, out);
        List<Result> results = ConformanceCheck.ofLibrary(path(), properties, Duration.ofSeconds(seconds), shown);
        long broken =
                results.stream().filter(result -> result.failure().isPresent()).count();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("library", library);
            object.put("promises", results.size());
            object.put("broken", broken);
            object.put("results", results.stream().map(DeviceCheckCommand::json).toList());
            out.println(Json.of(object));
        } else {
            out.printf("%n%d of %d promises hold%n", results.size() - broken, results.size());
        }
        return broken == 0 ? ExitCode.OK : ExitCode.BROKEN_PROMISE;
    }

    /** A library of that path, or else one that comes with the program under this name. */
    private String path() {
        Path file = Path.of(library);
        return Files.exists(file) ? file.toAbsolutePath().toString() : library;
    }

    private static void print(Result result, PrintWriter out) {
        out.println(result);
        out.flush();
    }

    private static Map<String, Object> json(Result result) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("step", result.step().name().toLowerCase(Locale.ROOT));
        object.put("promise", result.step().promise());
        object.put("holds", result.failure().isEmpty());
        result.failure().ifPresent(failure -> object.put("failure", failure));
        return object;
    }
}
