package org.cosearch.accelerator.format;

import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.yaml.YamlNode;

/** Storage levels by name. */
final class Levels {

    private Levels() {}

    static int index(Accelerator accelerator, YamlNode name) {
        for (int level = 0; level < accelerator.levels().size(); level++) {
            if (accelerator.levels().get(level).name().equals(name.text())) {
                return level;
            }
        }
        throw name.error(
                "unknown storage level (%s).".formatted(name.text()),
                "Maybe one of %s."
                        .formatted(accelerator.levels().stream()
                                .map(StorageLevel::name)
                                .toList()));
    }
}
