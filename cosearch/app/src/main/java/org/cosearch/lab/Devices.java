package org.cosearch.lab;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.format.AcceleratorYaml;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.accelerator.mapping.MemoMapper;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.host.HostDevices;
import org.cosearch.adapter.model.Weights;
import org.cosearch.adapter.replay.ReplayDevice;
import org.cosearch.adapter.simulated.LatencyModel;
import org.cosearch.adapter.simulated.Noise;
import org.cosearch.adapter.simulated.SimulatedDevice;
import org.cosearch.campaign.store.MeasurementStore;
import org.cosearch.config.ChildLimitsConfig;
import org.cosearch.config.ChipConfig;
import org.cosearch.config.DeviceConfig;
import org.cosearch.config.DeviceFile;
import org.cosearch.device.Device;
import org.cosearch.device.Measurement;
import org.cosearch.device.Property;
import org.cosearch.hardware.Accelerator;
import org.cosearch.yaml.Names;

/** The devices that device files mean. */
public final class Devices {

    private static final int MAPPINGS_KEPT = 4096;

    private Devices() {}

    /**
     * A device for every combination of the settings of a file. Where a setting has several values, the name of the
     * device says which one it has, as in {@code ort.threads-2.batch-8}.
     *
     * @param weights of the networks that they will run
     */
    public static List<Device> of(DeviceFile file, Weights weights) {
        DeviceConfig config = file.config();
        if (config instanceof DeviceConfig.HostOnnxruntime ort) {
            return new Combinations(ort.name())
                    .with("threads", ort.threads())
                    .with("batch", ort.batch())
                    .with("optimization", lower(ort.optimization()))
                    .with("processors", ort.processors())
                    .map((name, settings) -> HostDevices.onnxRuntime(name, settings, weights, limits(ort.limits())));
        } else if (config instanceof DeviceConfig.HostKernels kernels) {
            return new Combinations(kernels.name())
                    .with("convolution", lower(kernels.convolution()))
                    .with("batch", kernels.batch())
                    .with("cpu", List.of(kernels.cpu().map(String::valueOf).orElse("any")))
                    .map((name, settings) -> HostDevices.kernels(name, settings, weights, limits(kernels.limits())));
        } else if (config instanceof DeviceConfig.NativeLibrary library) {
            List<Property> settings = new ArrayList<>();
            library.settings().forEach((name, value) -> settings.add(new Property(name, value)));
            return List.of(HostDevices.library(
                    library.name(), file.data("library"), settings, weights, limits(library.limits())));
        } else if (config instanceof DeviceConfig.Simulated simulated) {
            return List.of(simulated(simulated, file.chip().orElseThrow()));
        } else {
            return List.of(replayed((DeviceConfig.Replay) config, file.data("store")));
        }
    }

    private static Limits limits(ChildLimitsConfig config) {
        return Limits.standard()
                .withTime(Duration.ofSeconds(config.secondsPerCall()))
                .withMemoryMebibytes(config.memoryMib());
    }

    private static List<String> lower(List<? extends Enum<?>> constants) {
        return constants.stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static Device simulated(DeviceConfig.Simulated config, Path chipFile) {
        LatencyModel model = LatencyModel.of(
                new LayerByLayerCostModel(new MemoMapper(new TilingMapper(InputCounts.TIMELOOP), MAPPINGS_KEPT)),
                accelerator(config.chip(), chipFile));
        Noise noise = new Noise(config.sessionNoisePercent(), config.runNoisePercent(), 0);
        return new SimulatedDevice(config.name(), model, noise, config.seed());
    }

    private static Accelerator accelerator(ChipConfig config, Path file) {
        if (!(config instanceof ChipConfig.Template chip)) {
            return AcceleratorYaml.read(file);
        }
        TemplateRanges only = new TemplateRanges(
                new TemplateRanges.Steps(chip.pes(), chip.pes(), 1),
                List.of(chip.globalBufferKib()),
                new TemplateRanges.Steps(chip.nocWordsPerCycle(), chip.nocWordsPerCycle(), 1));
        var template = Templates.named(chip.template().name().toLowerCase(Locale.ROOT), only, Technology.read(file));
        return template.decode(template.space().enumerate().findFirst().orElseThrow());
    }

    private static Device replayed(DeviceConfig.Replay config, Path file) {
        List<Measurement> recorded;
        try (MeasurementStore store = MeasurementStore.open(file, InstantSource.system())) {
            recorded = store.measurements(config.campaign()).stream()
                    .filter(one -> one.device().equals(config.device()))
                    .toList();
        }
        if (recorded.isEmpty()) {
            throw new IllegalArgumentException("The store %s has no measurement of device (%s) in campaign (%s)."
                    .formatted(file, config.device(), config.campaign()));
        }
        return new ReplayDevice(config.name(), recorded);
    }

    /** What kind of adapter a device file names, as it is written there. */
    public static String adapter(DeviceConfig config) {
        return Names.variant(config.getClass());
    }
}
