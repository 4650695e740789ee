package org.cosearch.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Name;
import org.cosearch.yaml.Variants;

/**
 * A device file: one machine, with lists of settings. Every combination of them is a device of its own, because latency
 * belongs to a machine under a setting.
 */
@Description("One machine with lists of settings, every combination of which is a device.")
@Variants("adapter")
public sealed interface DeviceConfig {

    /** Begins the names of the devices: lower case letters, digits, {@code -}, {@code _}. */
    String name();

    /** What it is, for people. */
    Optional<String> description();

    /** The keys whose values are paths of data, such as libraries and stores. */
    default List<String> dataKeys() {
        return List.of();
    }

    /** How far ONNX Runtime rewrites a graph before it runs. */
    enum Optimization {
        NONE,
        BASIC,
        EXTENDED,
        ALL
    }

    /** How the host's kernels compute convolutions. */
    enum Convolution {
        DIRECT,
        IM2COL
    }

    /** ONNX Runtime on this machine's processor. */
    record HostOnnxruntime(
            @Description("Begins the names of its devices.") String name,
            @Description("What it is, for people.") Optional<String> description,

            @Description("Threads that compute one operator together.")
            @Default("[1]")
            @Bounds(atLeast = 1, atMost = 256)
            List<Integer> threads,

            @Description("Inputs per run.") @Default("[1]") @Bounds(atLeast = 1, atMost = 256)
            List<Integer> batch,

            @Description("How far the graph is rewritten before it runs.") @Default("[all]")
            List<Optimization> optimization,

            @Description("The processors that the process is pinned to, such as \"0-1\"; any for all.")
            @Default("[any]")
            List<String> processors,

            @Description("What its process may use.") @Default("{}")
            ChildLimitsConfig limits)
            implements DeviceConfig {

        public HostOnnxruntime {
            PlainNames.require("name", name);
            threads = options("threads", threads);
            batch = options("batch", batch);
            optimization = options("optimization", optimization);
            processors = options("processors", processors);
        }
    }

    /** The host's own C kernels, on one thread. */
    record HostKernels(
            @Description("Begins the names of its devices.") String name,
            @Description("What it is, for people.") Optional<String> description,

            @Description("How convolutions are computed.") @Default("[direct]")
            List<Convolution> convolution,

            @Description("Inputs per run.") @Default("[1]") @Bounds(atLeast = 1, atMost = 256)
            List<Integer> batch,

            @Description("The processor that the thread is pinned to; without it any.")
            @Bounds(atLeast = 0, atMost = 1023)
            Optional<Integer> cpu,

            @Description("What its process may use.") @Default("{}")
            ChildLimitsConfig limits)
            implements DeviceConfig {

        public HostKernels {
            PlainNames.require("name", name);
            convolution = options("convolution", convolution);
            batch = options("batch", batch);
        }
    }

    /** A device behind a shared library with the adapter interface. */
    @Name("native")
    record NativeLibrary(
            @Description("Names the device.") String name,
            @Description("What it is, for people.") Optional<String> description,

            @Description("The path of the library, absolute or relative to this file.")
            String library,

            @Description("The settings that the library is opened with, as texts.") @Default("{}")
            Map<String, String> settings,

            @Description("What its process may use.") @Default("{}")
            ChildLimitsConfig limits)
            implements DeviceConfig {

        public NativeLibrary {
            PlainNames.require("name", name);
        }

        @Override
        public List<String> dataKeys() {
            return List.of("library");
        }
    }

    /** An accelerator by its cost model, with noise. */
    record Simulated(
            @Description("Names the device.") String name,
            @Description("What it is, for people.") Optional<String> description,
            @Description("The accelerator.") ChipConfig chip,

            @Description("Standard deviation of what all runs of a session have in common, in percent.")
            @Default("1.0")
            @Bounds(atLeast = 0, below = 30)
            double sessionNoisePercent,

            @Description("Standard deviation of a run within its session, in percent.")
            @Default("1.0")
            @Bounds(atLeast = 0, below = 30)
            double runNoisePercent,

            @Description("The seed of the noise.") @Default("1")
            long seed)
            implements DeviceConfig {

        public Simulated {
            PlainNames.require("name", name);
        }
    }

    /** The measurements of a campaign, run again. */
    record Replay(
            @Description("Names the device.") String name,
            @Description("What it is, for people.") Optional<String> description,

            @Description("The path of the store, absolute or relative to this file.")
            String store,

            @Description("The campaign in the store.") String campaign,
            @Description("The device in the campaign.") String device)
            implements DeviceConfig {

        public Replay {
            PlainNames.require("name", name);
        }

        @Override
        public List<String> dataKeys() {
            return List.of("store");
        }
    }

    private static <T> List<T> options(String key, List<T> options) {
        Lists.requireSome(key, options);
        Lists.requireDistinct(key, options);
        return List.copyOf(options);
    }
}
