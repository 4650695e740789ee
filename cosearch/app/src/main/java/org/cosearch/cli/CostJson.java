package org.cosearch.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.Misfit;

/** Costs of mappings as JSON objects. Counts are words, energies picojoule. */
final class CostJson {

    private CostJson() {}

    static Map<String, Object> of(Cost cost, double areaSquareMicrometers) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cycles", cost.cycles());
        object.put("utilization_percent", 100 * cost.utilization());
        object.put("energy_pj", cost.energyPicojoules());
        object.put("edp_joule_cycle", cost.energyDelayJouleCycles());
        object.put("macs", cost.macs());
        object.put("compute_cycles", cost.computeCycles());
        object.put("bound_by", cost.boundBy());
        object.put("compute_energy_pj", cost.computePicojoules());
        object.put("area_um2", areaSquareMicrometers);
        List<Object> accesses = new ArrayList<>();
        List<Object> leakage = new ArrayList<>();
        for (Cost.LevelCost level : cost.levels()) {
            level.tensors().forEach(access -> accesses.add(access(level.level(), access)));
            Map<String, Object> leak = new LinkedHashMap<>();
            leak.put("level", level.level());
            leak.put("cycles", level.cycles());
            leak.put("leakage_pj", level.leakagePicojoules());
            leakage.add(leak);
        }
        object.put("accesses", accesses);
        object.put("levels", leakage);
        return object;
    }

    private static Map<String, Object> access(String level, Cost.Access access) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("level", level);
        object.put("tensor", access.tensor().label());
        object.put("utilized_instances", access.utilizedInstances());
        object.put("tile_words", access.tileWords());
        object.put("reads_per_instance", access.reads());
        object.put("fills_per_instance", access.fills());
        object.put("updates_per_instance", access.updates());
        object.put("energy_total_pj", access.energyPicojoules());
        return object;
    }

    /** Why a mapping has no cost. */
    static Map<String, Object> of(Misfit misfit) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("fits", false);
        object.put("reason", misfit.reason());
        if (misfit instanceof Misfit.Capacity capacity) {
            object.put("level", capacity.level());
            object.put("tensor", capacity.largestTensor().label());
            object.put("needed_words", capacity.neededWords());
            object.put("capacity_words", capacity.capacityWords());
        }
        return object;
    }
}
