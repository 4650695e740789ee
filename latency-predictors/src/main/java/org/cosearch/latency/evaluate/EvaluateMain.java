package org.cosearch.latency.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A runnable form of the evaluation: dataset, split or -, protocol, methods, budget, seeds, sampler, JSON file or -. */
public final class EvaluateMain {

    private EvaluateMain() {}

    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        EvaluationOptions options = new EvaluationOptions(
                Path.of(arguments[0]),
                arguments[1].equals("-") ? Optional.empty() : Optional.of(Path.of(arguments[1])),
                ProtocolName.valueOf(arguments[2].toUpperCase(Locale.ROOT)),
                List.of(arguments[3].split(",")),
                Integer.parseInt(arguments[4]),
                Integer.parseInt(arguments[5]),
                SamplerName.valueOf(arguments[6].toUpperCase(Locale.ROOT)));
        Evaluation evaluation = Evaluation.of(options, System::nanoTime);
        evaluation.warnings().forEach(out::println);
        EvaluationReport report = new EvaluationReport(evaluation.run(record -> {}));
        if (!arguments[7].equals("-")) {
            report.write(Path.of(arguments[7]));
        }
        out.print(report.table());
    }
}
