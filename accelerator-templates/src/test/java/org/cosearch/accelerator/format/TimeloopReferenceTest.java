package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.yaml.Yaml;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The model against Timeloop's own results on all reference mappings (NVlabs/timeloop commit 4cf6d4cd).
 *
 * <p>Tolerances: counts and cycles none; energies and utilization half of the last printed decimal, of which a total
 * adds up to ten.
 */
@Tag("acceptance")
class TimeloopReferenceTest {

    private static Path folder = Path.of("");

    @BeforeAll
    static void findData() {
        String root = System.getProperty("cosearch.root", ".");
        folder = Path.of(System.getProperty("cosearch.data", root + "/../shared/data"))
                .resolve("timeloop");
        assumeTrue(
                Files.exists(folder.resolve("totals.csv")),
                "The reference mappings are not at %s. Maybe set -Dcosearch.data=<folder>."
                        .formatted(folder.toAbsolutePath().normalize()));
    }

    @Test
    void everyCycleAndTotalEnergyIsThatOfTimeloop() {
        SoftAssertions soft = new SoftAssertions();
        List<Map<String, String>> rows = rows("totals.csv");
        assertThat(rows).isNotEmpty();
        for (Map<String, String> row : rows) {
            Cost cost = cost(row);
            soft.assertThat(cost.macs()).as("%s macs", row).isEqualTo(Long.parseLong(row.get("macs")));
            soft.assertThat(cost.cycles()).as("%s cycles", row).isEqualTo(Long.parseLong(row.get("cycles")));
            soft.assertThat(cost.energyPicojoules())
                    .as("%s energy", row)
                    .isCloseTo(Double.parseDouble(row.get("energy_pj")), offset(0.05));
            soft.assertThat(100 * cost.utilization())
                    .as("%s utilization", row)
                    .isCloseTo(Double.parseDouble(row.get("utilization_percent")), offset(0.0051));
        }
        soft.assertAll();
    }

    @Test
    void everyWordIsThatOfTimeloop() {
        SoftAssertions soft = new SoftAssertions();
        List<Map<String, String>> rows = rows("access_counts.csv");
        assertThat(rows).isNotEmpty();
        Map<List<String>, Cost> costs = new LinkedHashMap<>();
        for (Map<String, String> row : rows) {
            Cost cost = costs.computeIfAbsent(
                    List.of(row.get("design"), row.get("layer"), row.get("mapping")), key -> cost(row));
            Cost.Access access = cost.levels().stream()
                    .filter(level -> level.level().equals(row.get("level")))
                    .flatMap(level -> level.tensors().stream())
                    .filter(tensor -> tensor.tensor().label().equals(row.get("tensor")))
                    .findFirst()
                    .orElseThrow();
            List<Long> ours = List.of(
                    access.utilizedInstances(), access.tileWords(), access.reads(), access.fills(), access.updates());
            List<Long> theirs = List.of(
                    Long.parseLong(row.get("utilized_instances")),
                    Long.parseLong(row.get("utilized_capacity_words")),
                    Long.parseLong(row.get("reads_per_instance")),
                    Long.parseLong(row.get("fills_per_instance")),
                    Long.parseLong(row.get("updates_per_instance")));
            soft.assertThat(ours).as("%s", row).isEqualTo(theirs);
            soft.assertThat(access.energyPicojoules())
                    .as("%s energy", row)
                    .isCloseTo(Double.parseDouble(row.get("energy_total_pj")), offset(0.006));
        }
        soft.assertAll();
    }

    private static Cost cost(Map<String, String> row) {
        Path design = folder.resolve(row.get("design"));
        Path layer = design.resolve(row.get("layer"));
        TimeloopTables tables =
                TimeloopTables.read(Yaml.read(design.resolve("ERT.yaml")), Yaml.read(design.resolve("ART.yaml")));
        Accelerator accelerator = TimeloopArchitecture.read(Yaml.read(design.resolve("arch.yaml")), tables);
        accelerator =
                accelerator.with(TimeloopConstraints.read(Yaml.read(design.resolve("constraints.yaml")), accelerator));
        LoopNest nest = TimeloopProblem.read(Yaml.read(layer.resolve("problem.yaml")));
        Mapping mapping = TimeloopMapping.read(
                Yaml.read(layer.resolve("mapping-" + row.get("mapping") + ".yaml")), nest, accelerator);
        CostModel.Result result = new TimeloopCostModel(InputCounts.TIMELOOP).cost(nest, accelerator, mapping);
        assertThat(result).isInstanceOf(CostModel.Costed.class);
        return ((CostModel.Costed) result).cost();
    }

    private static List<Map<String, String>> rows(String file) {
        try {
            List<String> lines = Files.readAllLines(folder.resolve(file));
            String[] keys = lines.get(0).split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line : lines.subList(1, lines.size())) {
                String[] values = line.split(",", -1);
                Map<String, String> row = new LinkedHashMap<>();
                for (int i = 0; i < keys.length; i++) {
                    row.put(keys[i], values[i]);
                }
                rows.add(row);
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
