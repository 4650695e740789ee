package org.cosearch.config;

import java.util.List;
import java.util.Optional;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Spec;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/**
 * A run file: which networks and which chips are searched together, for what, and for how long.
 *
 * <p>What can be told from the file alone holds; {@link RunFile} also checks what it refers to.
 */
@Description("A co-design run: networks and an accelerator searched together.")
public record RunConfig(
        @Description("Names the run and its folder: lower case letters, digits, '-', '_'.")
        String name,

        @Description("What the run is for, for people.") Optional<String> description,

        @Description("The seed of every random stream; the same seed gives the same result.")
        long seed,

        @Description("The networks that share the accelerator.")
        List<NetworkConfig> networks,

        @Description("The accelerator's design space.") AcceleratorConfig accelerator,

        @Description("What to trade off, such as \"minimize latency_ms\".")
        List<Objective> objectives,

        @Description("Hard limits, such as \"latency_ms <= 1.0\".") @Default("[]")
        List<Spec> specs,

        @Description("How designs are proposed.") SearchConfig search,
        @Description("When the run ends.") BudgetConfig budget,

        @Description("How the machine is used; without effect on the result.") @Default("{}")
        ExecutionConfig execution,

        @Description("What the run is compared with, on the objectives that need no training.")
        Optional<BaselineConfig> baseline) {

    public RunConfig {
        PlainNames.require("name", name);
        networks = List.copyOf(networks);
        objectives = List.copyOf(objectives);
        specs = List.copyOf(specs);
        Lists.requireSome("networks", networks);
        Lists.requireSome("objectives", objectives);
    }

    RunConfig with(
            List<NetworkConfig> otherNetworks, AcceleratorConfig otherAccelerator, ExecutionConfig otherExecution) {
        return new RunConfig(
                name,
                description,
                seed,
                otherNetworks,
                otherAccelerator,
                objectives,
                specs,
                search,
                budget,
                otherExecution,
                baseline);
    }

    /** What the run asks of designs; limits on a predicted latency with the confidence that is asked for. */
    public Problem problem() {
        double deviations = networks.stream()
                .flatMap(network -> network.latency().stream())
                .mapToDouble(LatencyConfig::deviations)
                .max()
                .orElse(0);
        return new Problem(
                objectives,
                specs.stream()
                        .map(spec -> KnownMetrics.isLatency(spec.metric()) ? spec.at(deviations) : spec)
                        .toList());
    }
}
