package org.cosearch.accelerator.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.cosearch.yaml.YamlMap;
import org.cosearch.yaml.YamlNode;

/**
 * The energies and areas of components as Accelergy tabulates them for Timeloop (ERT and ART files, v0.4).
 *
 * <p>Energies are in picojoule per block action, leakage per instance and cycle, areas in square micrometre per
 * instance.
 */
public final class TimeloopTables {

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
        YamlMap table = root.map().value("ERT").map().only("version", "tables");
        for (YamlNode item : table.value("tables").list().items()) {
            YamlMap component = item.map().only("name", "actions");
            YamlNode name = component.value("name");
            List<Action> actions = new ArrayList<>();
            for (YamlNode entry : component.value("actions").list().items()) {
                YamlMap action = entry.map().only("name", "arguments", "energy");
                actions.add(new Action(action.value("name").text(), Numbers.notNegative(action.value("energy"))));
            }
            result.add(new Energies(name, ComponentName.read(name).name(), actions));
        }
        return result;
    }

    private static List<Area> readAreas(YamlNode root) {
        List<Area> result = new ArrayList<>();
        YamlMap table = root.map().value("ART").map().only("version", "tables");
        for (YamlNode item : table.value("tables").list().items()) {
            YamlMap component = item.map().only("name", "area");
            YamlNode name = component.value("name");
            result.add(new Area(name, ComponentName.read(name).name(), Numbers.notNegative(component.value("area"))));
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
                throw entry.place().error("the architecture has no component (%s).".formatted(entry.component()));
            }
        }
        for (Area entry : areas) {
            if (!components.contains(entry.component())) {
                throw entry.place().error("the architecture has no component (%s).".formatted(entry.component()));
            }
        }
    }
}
