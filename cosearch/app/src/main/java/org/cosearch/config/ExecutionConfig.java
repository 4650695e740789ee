package org.cosearch.config;

import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Description;

/** How the machine is used, without effect on the result. */
public record ExecutionConfig(
        @Description("Designs evaluated at the same time; without it one per core.") @Bounds(atLeast = 1, atMost = 1024)
        Optional<Integer> workers) {}
