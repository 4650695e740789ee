package org.cosearch.accelerator.format;

import java.util.EnumSet;
import java.util.Set;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.YamlNode;

/** Operands by the names of Timeloop's data spaces. */
final class Roles {

    private Roles() {}

    static Role read(YamlNode node) {
        for (Role role : Role.values()) {
            if (role.label().equals(node.text())) {
                return role;
            }
        }
        throw node.error(
                "unknown data space (%s).".formatted(node.text()), "Maybe one of Weights, Inputs and Outputs.");
    }

    static Set<Role> readAll(YamlNode list) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (YamlNode item : list.list().items()) {
            roles.add(read(item));
        }
        return roles;
    }
}
