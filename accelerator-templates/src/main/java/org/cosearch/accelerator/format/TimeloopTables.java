package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The energies and areas of components as Accelergy tabulates them for Timeloop (ERT and ART files, v0.4).
 *
 * <p>Energies are in picojoule per block action, leakage per instance and cycle, areas in square micrometre per
 * instance.
 */
public final class TimeloopTables {

    /** What Accelergy names in its tables and Timeloop looks up; the others that it may list cost nothing here. */
    private static final List<String> KNOWN_ACTIONS = List.of(
            "read",
            "write",
            "update",
            "leak",
            "compute",
            "random_read",
            "random_fill",
            "random_update",
            "random_compute",
            "mac_random",
            "mac_reused",
            "mac_gated",
            "gated_read",
            "gated_write",
            "gated_fill",
            "gated_update",
            "gated_compute",
            "skipped_read",
            "skipped_fill",
            "skipped_update",
            "skipped_compute",
            "repeated_read",
            "repeated_write",
            "repeated_data_write",
            "metadata_read",
            "metadata_write",
            "gated_metadata_read",
            "gated_metadata_write",
            "transfer",
            "transfer_random",
            "transfer_repeated",
            "idle");

    /** The actions of one component. */
    private record Energies(YamlNode place, String component, List<Action> actions) {}

    private record Action(String name, double picojoules) {}

    private record Area(YamlNode place, String component, double squareMicrometers) {}

    private final List<Energies> energies;
    private final List<Area> areas;

    private TimeloopTables(List<Energies> energies, List<Area> areas) {
        this.energies = energies;
        this.areas = areas;
    }

    /** No energies and no areas: everything costs nothing. */
    public static TimeloopTables none() {
        return new TimeloopTables(List.of(), List.of());
    }

    /** Reads an energy table and an area table. */
    public static TimeloopTables read(YamlNode ert, YamlNode art) {
        return new TimeloopTables(readEnergies(ert), readAreas(art));
    }

    /** Reads an energy table; areas are 0. */
    public static TimeloopTables readEnergy(YamlNode ert) {
        return new TimeloopTables(readEnergies(ert), List.of());
    }

    private static List<Energies> readEnergies(YamlNode root) {
        List<Energies> result = new ArrayList<>();
        YamlMap table = Sections.of(root, "ERT").map().only("version", "tables");
        for (YamlNode item : table.value("tables").list().items()) {
            YamlMap entryMap = item.map().only("name", "actions");
            YamlNode name = entryMap.value("name");
            List<Action> actions = new ArrayList<>();
            for (YamlNode entry : entryMap.value("actions").list().items()) {
                YamlMap action = entry.map().only("name", "arguments", "energy");
                YamlNode actionName = action.value("name");
                if (!KNOWN_ACTIONS.contains(actionName.text())) {
                    throw actionName.error(
                            "unknown action (%s).".formatted(actionName.text()),
                            Nearest.advice(actionName.text(), KNOWN_ACTIONS));
                }
                if (actions.stream().anyMatch(other -> other.name().equals(actionName.text()))) {
                    throw actionName.error("action (%s) is given twice.".formatted(actionName.text()));
                }
                actions.add(new Action(actionName.text(), Numbers.notNegative(action.value("energy"))));
            }
            String component = ComponentName.read(name).name();
            if (result.stream().anyMatch(other -> other.component().equals(component))) {
                throw name.error("component (%s) has two tables.".formatted(component));
            }
            result.add(new Energies(name, component, actions));
        }
        return result;
    }

    private static List<Area> readAreas(YamlNode root) {
        List<Area> result = new ArrayList<>();
        YamlMap table = Sections.of(root, "ART").map().only("version", "tables");
        for (YamlNode item : table.value("tables").list().items()) {
            YamlMap component = item.map().only("name", "area");
            YamlNode name = component.value("name");
            String componentName = ComponentName.read(name).name();
            if (result.stream().anyMatch(other -> other.component().equals(componentName))) {
                throw name.error("component (%s) has two areas.".formatted(componentName));
            }
            result.add(new Area(name, componentName, Numbers.notNegative(component.value("area"))));
        }
        return result;
    }

    /** The energy of the first of {@code actions} that the component has, empty if it has none of them. */
    OptionalDouble energy(String component, String... actions) {
        Optional<Energies> found = energies.stream()
                .filter(entry -> entry.component().equals(component))
                .findFirst();
        for (String name : actions) {
            OptionalDouble energy = found.stream()
                    .flatMap(entry -> entry.actions().stream())
                    .filter(action -> action.name().equals(name))
                    .mapToDouble(Action::picojoules)
                    .findFirst();
            if (energy.isPresent()) {
                return energy;
            }
        }
        return OptionalDouble.empty();
    }

    double area(String component) {
        return areas.stream()
                .filter(entry -> entry.component().equals(component))
                .mapToDouble(Area::squareMicrometers)
                .findFirst()
                .orElse(0);
    }

    /** Refuses tables of components that the architecture does not have. */
    void refuseOthersThan(List<String> components) {
        for (Energies entry : energies) {
            if (!components.contains(entry.component())) {
                throw stranger(entry.place(), entry.component(), components);
            }
        }
        for (Area entry : areas) {
            if (!components.contains(entry.component())) {
                throw stranger(entry.place(), entry.component(), components);
            }
        }
    }

    private static YamlException stranger(YamlNode place, String component, List<String> components) {
        return place.error(
                "the architecture has no component (%s).".formatted(component), Nearest.advice(component, components));
    }
}
