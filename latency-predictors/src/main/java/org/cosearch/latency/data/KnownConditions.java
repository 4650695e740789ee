package org.cosearch.latency.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cosearch.predict.DecisionColumn.Condition;

/** The conditional columns of spaces that are known by name. */
final class KnownConditions {

    private KnownConditions() {}

    /** By column; empty for a space that is not known or has none. */
    static Map<String, Condition> of(String space) {
        return space.equals("ofa-mobilenetv3") ? mobileNetV3() : Map.of();
    }

    /** Once-for-all MobileNetV3: five units of four layers, of which the first two to four are active. */
    private static Map<String, Condition> mobileNetV3() {
        Map<String, Condition> conditions = new LinkedHashMap<>();
        for (int unit = 0; unit < 5; unit++) {
            for (int layer = 2; layer < 4; layer++) {
                Set<String> deepEnough = Set.copyOf(layer == 2 ? List.of("3", "4") : List.of("4"));
                Condition condition = new Condition("depth_" + unit, deepEnough);
                conditions.put("kernel_" + (4 * unit + layer), condition);
                conditions.put("expand_" + (4 * unit + layer), condition);
            }
        }
        return conditions;
    }
}
