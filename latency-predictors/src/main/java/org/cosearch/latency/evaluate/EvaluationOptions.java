package org.cosearch.latency.evaluate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to compare: the options of {@code cosearch predictor evaluate}.
 *
 * @param dataset folder of the data set
 * @param splits other than the folder's own
 * @param methods names, at least one
 * @param budget measurements of each target device, reference architectures included
 * @param seeds how many runs, from seed 1
 */
public record EvaluationOptions(
        Path dataset,
        Optional<Path> splits,
        ProtocolName protocol,
        List<String> methods,
        int budget,
        int seeds,
        SamplerName sampler) {

    public EvaluationOptions {
        methods = List.copyOf(methods);
        if (methods.isEmpty()) {
            throw new IllegalArgumentException("No method to evaluate.\nMaybe gp.");
        }
        if (budget < 2) {
            throw new IllegalArgumentException(
                    "The budget (%d) is too small; at least 2 measurements are needed.".formatted(budget));
        }
        if (seeds < 1) {
            throw new IllegalArgumentException("The number of seeds (%d) is not at least 1.".formatted(seeds));
        }
    }
}
