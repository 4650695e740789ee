package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.TimeloopCostModel;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Cost;
import org.cosearch.hardware.CostModel;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** The ways in which people write Timeloop files of v0.2 to v0.4: what they mean. */
class TimeloopStylesTest {

    private static final String TREE = """
            architecture:
              version: 0.3
              subtree:
                - name: System
                  attributes: {technology: 40nm}
                  local:
                    - name: MainMemory
                      class: DRAM
                      attributes: {block-size: 8, word-bits: 8, bandwidth: 20.0}
                  subtree:
                    - name: Chip
                      local:
                        - name: GlobalBuffer
                          class: smartbuffer_SRAM
                          attributes: {sizeKB: 4, block-size: 4, word-bits: 8, num-banks: 4}
                        - name: Columns[0..3]
                          class: regfile
                          attributes: {depth: 0, word-bits: 8, meshX: 4}
                      subtree:
                        - name: PE[0..15]
                          local:
                            - name: mac
                              class: lmac
                              attributes: {datawidth: 8, meshX: 8}
                            - name: AccuBuffer
                              class: storage
                              subclass: smartbuffer_RF
                              attributes: {depth: 128, word-bits: 24, cluster-size: 4, meshX: 4}
                            - name: Regs[0..1]
                              class: reg_storage
                              attributes: {depth: 1, datawidth: 8, width: 16, cluster-size: 2, meshX: 8}
            """;

    private static YamlNode parse(String text) {
        return Yaml.parse(text, "timeloop.yaml");
    }

    private static Accelerator tree() {
        String macs = "name: mac[0..1]";
        return TimeloopArchitecture.read(parse(TREE.replace("name: mac", macs)), TimeloopTables.none());
    }

    @Test
    void aTreeOfContainersIsLaidFlat() {
        Accelerator chip = tree();

        assertThat(chip.name()).isEqualTo("System");
        assertThat(chip.technology()).isEqualTo("40nm");
        assertThat(chip.clockMegahertz()).isEqualTo(1000);
        assertThat(chip.levels())
                .extracting(StorageLevel::name)
                .containsExactly("MainMemory", "GlobalBuffer", "Columns", "AccuBuffer", "Regs");
        assertThat(chip.levels())
                .extracting(StorageLevel::mesh)
                .containsExactly(Mesh.SINGLE, Mesh.SINGLE, new Mesh(4, 1), new Mesh(4, 4), new Mesh(8, 4));
    }

    @Test
    void theMacsLieBelowAllStorageWhereverTheyAreListed() {
        Accelerator chip = tree();

        assertThat(chip.compute().name()).isEqualTo("mac");
        assertThat(chip.compute().mesh()).isEqualTo(new Mesh(8, 4));
        assertThat(chip.fanOut(1)).isEqualTo(new Mesh(4, 1));
        assertThat(chip.fanOut(2)).isEqualTo(new Mesh(1, 4));
        assertThat(chip.fanOut(3)).isEqualTo(new Mesh(2, 1));
    }

    @Test
    void wordWidthsAndClustersAreThoseOfTheLevel() {
        Accelerator chip = tree();

        assertThat(chip.levels()).extracting(StorageLevel::wordBits).containsExactly(8, 8, 8, 24, 8);
        assertThat(chip.levels()).extracting(StorageLevel::clusterSize).containsExactly(1, 1, 1, 4, 2);
        assertThat(chip.levels()).extracting(StorageLevel::blockWords).containsExactly(8, 4, 1, 1, 1);
        assertThat(chip.levels()).extracting(StorageLevel::capacityWords).startsWith(StorageLevel.UNBOUNDED, 4096L, 0L);
        assertThat(chip.levels().get(0).bandwidth().readWordsPerCycle()).isEqualTo(10);
        assertThat(chip.levels().get(1).bandwidth().readWordsPerCycle()).isInfinite();
    }

    @Test
    void tablesNameComponentsByTheirWholePath() {
        TimeloopTables tables = TimeloopTables.readEnergy(parse("""
                ERT:
                  version: 0.3
                  tables:
                    - name: System.Chip.PE[0..15].Regs[0..1]
                      actions: [{name: read, arguments: {}, energy: 0.26}, {name: write, arguments: {}, energy: 0.08}]
                    - name: System.Chip.PE[0..15].mac[0..1]
                      actions: [{name: compute, arguments: {}, energy: 0.3}]
                """));
        Accelerator chip = TimeloopArchitecture.read(parse(TREE.replace("name: mac", "name: mac[0..1]")), tables);

        assertThat(chip.levels().get(4).energy().readPicojoules()).isEqualTo(0.26);
        assertThat(chip.levels().get(4).energy().updatePicojoules()).isEqualTo(0.08);
        assertThat(chip.compute().macPicojoules()).isEqualTo(0.3);
    }

    @Test
    void aProblemMayUseHyphens() {
        LoopNest nest = TimeloopProblem.read(parse("""
                problem:
                  shape:
                    name: Conv1D
                    dimensions: [R, P]
                    data-spaces:
                      - {name: Weights, projection: [[[R]]]}
                      - {name: Inputs, projection: [[[R], [P]]]}
                      - {name: Outputs, projection: [[[P]]], read-write: True}
                  instance: {R: 3, P: 16}
                """));

        assertThat(nest.macs()).isEqualTo(48);
        assertThat(nest.operand(Role.INPUTS).axes().get(0).terms()).hasSize(2);
    }

    /** One file may hold everything; each reader takes its own section. Cycles and accesses are counted by hand. */
    @Test
    void oneFileMayHoldAllSections() {
        YamlNode root = parse("""
                architecture:
                  version: 0.2
                  subtree:
                    - name: System
                      local:
                        - {name: MainMemory, class: SRAM, attributes: {depth: 32768, width: 64, word-bits: 8}}
                      subtree:
                        - name: PE
                          local:
                            - {name: Buffer, class: regfile, attributes: {depth: 64, instances: 1, word-bits: 8, width: 8}}
                            - {name: MACC, class: intmac, attributes: {datawidth: 8}}
                problem:
                  shape:
                    name: Conv1D
                    dimensions: [R, P]
                    data_spaces:
                      - {name: Weights, projection: [[[R]]]}
                      - {name: Inputs, projection: [[[R], [P]]]}
                      - {name: Outputs, projection: [[[P]]], read_write: True}
                  instance: {R: 3, P: 16}
                mapping:
                  - {target: MainMemory, type: temporal, factors: R=1 P=16, permutation: P R}
                  - {target: Buffer, type: temporal, factors: R=3 P=1, permutation: RP}
                architecture_constraints: {}
                mapspace: {version: 0.3, template: uber}
                """);
        Accelerator chip = TimeloopArchitecture.read(root, TimeloopTables.none());
        LoopNest nest = TimeloopProblem.read(root);
        Mapping mapping = TimeloopMapping.read(root, nest, chip);

        CostModel.Result result = new TimeloopCostModel(InputCounts.TIMELOOP).cost(nest, chip, mapping);

        assertThat(TimeloopConstraints.read(root, chip).levels()).isEmpty();
        Cost cost = ((CostModel.Costed) result).cost();
        assertThat(cost.cycles()).isEqualTo(48);
        List<Cost.Access> buffer = cost.levels().get(1).tensors();
        // weights stay: 3 words; inputs slide: 3 + 15; outputs: one sum after another
        assertThat(buffer).extracting(Cost.Access::fills).containsExactly(3L, 18L, 0L);
        assertThat(buffer).extracting(Cost.Access::reads).containsExactly(48L, 48L, 32L);
        assertThat(buffer).extracting(Cost.Access::updates).containsExactly(0L, 0L, 48L);
    }

    @Test
    void blanksInAPermutationMeanNothing() {
        assertThat(LoopText.permutation(parse("x"), "NPQR SCK")).containsExactly("N", "P", "Q", "R", "S", "C", "K");
        assertThat(LoopText.permutation(parse("x"), "batch, rows")).containsExactly("batch", "rows");
    }
}
