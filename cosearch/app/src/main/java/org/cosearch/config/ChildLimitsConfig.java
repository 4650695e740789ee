package org.cosearch.config;

import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;

/** What the process that a device runs in may use before it is ended. */
public record ChildLimitsConfig(
        @Description("Wall time of one call, such as some runs, in seconds.")
        @Default("60")
        @Bounds(atLeast = 1, atMost = 3600)
        int secondsPerCall,

        @Description("Resident memory in MiB.") @Default("4096") @Bounds(atLeast = 512)
        int memoryMib) {}
