package org.cosearch.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.cosearch.device.Device;
import org.cosearch.device.Property;

/** Every combination of some settings, each with a name of its own. */
final class Combinations {

    private record One(String name, List<Property> settings) {}

    private List<One> all;

    Combinations(String name) {
        all = List.of(new One(name, List.of()));
    }

    /** With a value of another setting, the first varying slowest. */
    Combinations with(String setting, List<?> values) {
        List<One> more = new ArrayList<>();
        for (One one : all) {
            for (Object value : values) {
                String name = values.size() == 1 ? one.name() : "%s.%s-%s".formatted(one.name(), setting, plain(value));
                List<Property> settings = new ArrayList<>(one.settings());
                settings.add(new Property(setting, value.toString()));
                more.add(new One(name, settings));
            }
        }
        all = more;
        return this;
    }

    /** As the name of a device may hold it. */
    private static String plain(Object value) {
        return value.toString().replaceAll("[^A-Za-z0-9._-]", "_");
    }

    List<Device> map(BiFunction<String, List<Property>, Device> device) {
        return all.stream().map(one -> device.apply(one.name(), one.settings())).toList();
    }
}
