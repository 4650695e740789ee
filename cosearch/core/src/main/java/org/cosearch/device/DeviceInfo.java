package org.cosearch.device;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A device as it was asked for: one machine under one setting, so that a machine with two settings is two devices.
 *
 * @param name unique among the devices of a campaign: letters, digits, {@code .}, {@code _} and {@code -}
 * @param adapter the kind of adapter that reaches it, such as {@code host-onnxruntime}
 * @param settings by name, each at most once
 */
public record DeviceInfo(String name, String adapter, List<Property> settings) {

    public DeviceInfo {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException(
                    "The device name (%s) has other characters than letters, digits, ., _ and -.".formatted(name));
        }
        settings = List.copyOf(settings);
        Set<String> names = new HashSet<>();
        for (Property setting : settings) {
            if (!names.add(setting.name())) {
                throw new IllegalArgumentException(
                        "Device %s has the setting %s twice.".formatted(name, setting.name()));
            }
        }
    }
}
