package org.cosearch.accelerator.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LevelConstraint;
import org.cosearch.hardware.LevelConstraint.Factor;
import org.cosearch.hardware.LevelConstraint.Relation;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;
import org.junit.jupiter.api.Test;

/** Timeloop v0.4 files: what is read, and what is refused where Timeloop would pass it over. */
class TimeloopFilesTest {

    private static final String PROBLEM = """
            problem:
              version: '0.4'
              instance: {C: 3, M: 8, R: 3, S: 2, N: 1, P: 7, Q: 9, Wstride: 2, Hdilation: 3, densities: {}}
              shape:
                name: conv
                coefficients:
                  - {name: Wstride, default: 1}
                  - {name: Hstride, default: 1}
                  - {name: Wdilation, default: 1}
                  - {name: Hdilation, default: 1}
                data_spaces:
                  - name: Weights
                    projection: [[[C]], [[M]], [[R]], [[S]]]
                  - name: Inputs
                    projection: [[['N']], [[C]], [[R, Wdilation], [P, Wstride]], [[S, Hdilation], [Q, Hstride]]]
                  - name: Outputs
                    projection: [[['N']], [[M]], [[Q]], [[P]]]
                    read_write: true
                dimensions: [C, M, R, S, 'N', P, Q]
            """;

    private static final String ARCHITECTURE = """
            architecture:
              version: '0.4'
              subtree:
                - name: system
                  attributes: {technology: "45nm", global_cycle_seconds: 2e-9}
                  local:
                    - name: DRAM[1..1]
                      class: DRAM
                      attributes: {width: 64, datawidth: 16, type: "LPDDR4", bandwidth: 8}
                    - name: glb
                      class: SRAM
                      attributes: {depth: 128, width: 64, datawidth: 8, read_bandwidth: 4, multiple_buffering: 1.5}
                    - name: regs[1..12]
                      class: storage
                      subclass: regfile
                      attributes: {entries: 5, datawidth: 8, width: 32, cluster_size: 4, meshX: 4, meshY: 3}
                    - name: mac[0..23]
                      class: intmac
                      attributes: {multiplier_width: 8, meshX: 8, technology: "45nm"}
            """;

    private static final String ERT = """
            ERT:
              version: '0.4'
              tables:
                - name: system.DRAM[1..1]
                  actions:
                    - {name: read, arguments: {x: 1}, energy: 512}
                    - {name: write, energy: 500}
                - name: system.mac[1..24]
                  actions:
                    - {name: compute, energy: 0.3}
                    - {name: leak, energy: 0.1}
            """;

    private static final String ART = """
            ART:
              version: '0.4'
              tables:
                - {name: 'system.mac[1..24]', area: 417.5}
            """;

    private static YamlNode parse(String text) {
        return Yaml.parse(text, "file.yaml");
    }

    private static LoopNest problem() {
        return TimeloopProblem.read(parse(PROBLEM));
    }

    private static Accelerator accelerator() {
        return TimeloopArchitecture.read(parse(ARCHITECTURE), TimeloopTables.read(parse(ERT), parse(ART)));
    }

    private static Mapping mapping(String text) {
        return TimeloopMapping.read(parse("mapping:\n" + text.indent(2)), problem(), accelerator());
    }

    @Test
    void projectionsTakeTheCoefficientsOfTheInstance() {
        LoopNest nest = problem();

        assertThat(LoopNestYaml.file(nest).inputs()).containsExactly("N", "C", "R+P*2", "S*3+Q");
        assertThat(nest.macs()).isEqualTo(3 * 8 * 3 * 2 * 7 * 9);
    }

    @Test
    void aMisspelledStrideIsRefused() {
        assertThatThrownBy(() -> TimeloopProblem.read(parse(PROBLEM.replace("Wstride: 2", "WStride: 2"))))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("file.yaml:3:")
                .hasMessageContaining("unknown key (WStride)")
                .hasMessageContaining("Maybe Wstride.");
    }

    @Test
    void sparseTensorsAreRefused() {
        assertThatThrownBy(
                        () -> TimeloopProblem.read(parse(PROBLEM.replace("densities: {}", "densities: {Inputs: 0.5}"))))
                .hasMessageContaining("sparse tensors are not modelled");
    }

    @Test
    void aProjectionOfNobodysDimensionIsRefused() {
        assertThatThrownBy(() -> TimeloopProblem.read(parse(PROBLEM.replace("[[M]], [[Q]]", "[[K]], [[Q]]"))))
                .hasMessageContaining("unknown dimension (K)");
        assertThatThrownBy(() -> TimeloopProblem.read(parse(PROBLEM.replace("[Q, Hstride]", "[Q, Hstrid]"))))
                .hasMessageContaining("unknown coefficient (Hstrid)");
        assertThatThrownBy(() -> TimeloopProblem.read(parse(PROBLEM.replace("name: Weights", "name: Filters"))))
                .hasMessageContaining("unknown data space (Filters)");
    }

    @Test
    void levelsAreReadWithTheirUnits() {
        Accelerator chip = accelerator();

        assertThat(chip.clockMegahertz()).isEqualTo(500);
        StorageLevel dram = chip.levels().get(0);
        assertThat(dram.unbounded()).isTrue();
        assertThat(dram.blockWords()).isEqualTo(4);
        assertThat(dram.bandwidth()).isEqualTo(Bandwidth.of(4, 4));
        // no update action: an update is a write
        assertThat(dram.energy()).isEqualTo(new ActionEnergy(512, 500, 500, 0));
        StorageLevel buffer = chip.levels().get(1);
        assertThat(buffer.capacityWords()).isEqualTo(128 * 8);
        assertThat(buffer.effectiveCapacityWords()).isEqualTo(682);
        assertThat(buffer.bandwidth()).isEqualTo(Bandwidth.of(4, Double.POSITIVE_INFINITY));
        assertThat(buffer.energy()).isEqualTo(ActionEnergy.NONE);
        StorageLevel registers = chip.levels().get(2);
        assertThat(registers.mesh()).isEqualTo(new Mesh(4, 3));
        assertThat(registers.blockWords()).isEqualTo(1);
        assertThat(registers.clusterSize()).isEqualTo(4);
        assertThat(registers.capacityWords()).isEqualTo(5);
        assertThat(chip.compute().mesh()).isEqualTo(new Mesh(8, 3));
        assertThat(chip.compute().macPicojoules()).isEqualTo(0.3);
        assertThat(chip.compute().areaSquareMicrometers()).isEqualTo(417.5);
    }

    @Test
    void attributesThatNobodyKnowsAreRefused() {
        assertThatThrownBy(() -> TimeloopArchitecture.read(
                        parse(ARCHITECTURE.replace("read_bandwidth", "read_bandwith")), TimeloopTables.none()))
                .hasMessageContaining("file.yaml:12:")
                .hasMessageContaining("unknown key (read_bandwith)")
                .hasMessageContaining("Maybe read_bandwidth.");
    }

    @Test
    void attributesThatAreNotModelledAreRefusedUnlessTheyAreOff() {
        String gating = ARCHITECTURE.replace("depth: 128", "depth: 128, has_power_gating: true");

        assertThatThrownBy(() -> TimeloopArchitecture.read(parse(gating), TimeloopTables.none()))
                .hasMessageContaining("has_power_gating is not modelled");
        assertThat(TimeloopArchitecture.read(parse(gating.replace("true", "false")), TimeloopTables.none()))
                .isNotNull();
    }

    @Test
    void contradictionsAreRefused() {
        assertThatThrownBy(() -> TimeloopArchitecture.read(
                        parse(ARCHITECTURE.replace("meshY: 3", "meshY: 4")), TimeloopTables.none()))
                .hasMessageContaining("mesh 4 × 4 does not hold 12 instances");
        assertThatThrownBy(() -> TimeloopArchitecture.read(
                        parse(ARCHITECTURE.replace("width: 32", "width: 36")), TimeloopTables.none()))
                .hasMessageContaining("width (36) is no multiple of 4 clustered words of 8 bits");
        assertThatThrownBy(() -> TimeloopArchitecture.read(
                        parse(ARCHITECTURE.replace("entries: 5", "entries: 5, depth: 5")), TimeloopTables.none()))
                .hasMessageContaining("the size is given in two ways");
    }

    @Test
    void tablesOfOtherComponentsAreRefused() {
        assertThatThrownBy(() -> TimeloopArchitecture.read(
                        parse(ARCHITECTURE),
                        TimeloopTables.readEnergy(parse(ERT.replace("system.DRAM", "system.DRM")))))
                .hasMessageContaining("the architecture has no component (DRM)");
    }

    @Test
    void aMappingReadsInsideOut() {
        Mapping mapping = mapping("""
                - {target: glb, type: temporal, factors: C=3 P=7, permutation: PC}
                - {target: glb, type: spatial, factors: M4 Q3, permutation: MRQ, split: 2}
                - {target: DRAM, type: temporal, factors: 'M=2,Q3,R0,S0', permutation: RSQM}
                - {target: regs, type: datatype, keep: [Weights], bypass: [Inputs]}
                """);

        assertThat(mapping.levels().get(0).temporal())
                .containsExactly(new Loop("M", 2), new Loop("Q", 3), new Loop("S", 2), new Loop("R", 3));
        assertThat(mapping.levels().get(1).temporal()).containsExactly(new Loop("C", 3), new Loop("P", 7));
        // the split counts R, although it is 1
        assertThat(mapping.levels().get(1).spatialX()).containsExactly(new Loop("M", 4));
        assertThat(mapping.levels().get(1).spatialY()).containsExactly(new Loop("Q", 3));
        assertThat(mapping.levels().get(2).kept()).isEqualTo(Set.of(Role.WEIGHTS, Role.OUTPUTS));
        assertThat(mapping.levels().get(1).kept()).isEqualTo(Set.of(Role.values()));
    }

    @Test
    void theSplitSaysHowManyLieOnX() {
        String entry = "- {target: glb, type: spatial, factors: M4 Q3, permutation: QM%s}\n";

        assertThat(mapping(entry.formatted("")).levels().get(1).spatialX())
                .containsExactly(new Loop("M", 4), new Loop("Q", 3));
        assertThat(mapping(entry.formatted(", split: 999")).levels().get(1).spatialY())
                .isEmpty();
        assertThat(mapping(entry.formatted(", split: 0")).levels().get(1).spatialX())
                .isEmpty();
        assertThat(mapping(entry.formatted(", split: 1")).levels().get(1).spatialX())
                .containsExactly(new Loop("Q", 3));
    }

    @Test
    void whatAMappingCannotSayIsRefused() {
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporal, factors: 'C=3,2'}"))
                .hasMessageContaining("imperfect factor with remainder (2)");
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporal, factors: K3}"))
                .hasMessageContaining("unknown dimension (K)");
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporal, factors: C3 C1}"))
                .hasMessageContaining("factor of (C) is given twice");
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporal, permutation: CMC}"))
                .hasMessageContaining("dimension (C) is twice");
        assertThatThrownBy(() -> mapping("- {target: buffer, type: temporal}"))
                .hasMessageContaining("unknown storage level (buffer)")
                .hasMessageContaining("Maybe one of [DRAM, glb, regs].");
        assertThatThrownBy(() -> mapping("- {target: DRAM, type: spatial, factors: C3}"))
                .hasMessageContaining("level DRAM has no fan-out");
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporal}\n- {target: glb, type: temporal}"))
                .hasMessageContaining("level glb has two temporal entries");
        assertThatThrownBy(() -> mapping("- {target: glb, type: temporl}"))
                .hasMessageContaining("unknown type (temporl)");
        assertThatThrownBy(() -> mapping("- {target: glb, type: bypass, keep: [Inputs], bypass: [Inputs]}"))
                .hasMessageContaining("Inputs is kept and bypassed");
    }

    @Test
    void constraintsAreReadPerLevel() {
        Dataflow dataflow = TimeloopConstraints.read(parse("""
                        architecture_constraints:
                          targets:
                            - {target: glb, type: spatial, factors: 'N=1,C<=4', permutation: NCM, split: 0}
                            - {target: glb, type: bypass, keep: [Inputs], bypass: [Weights]}
                            - {target: DRAM, type: temporal, permutation: N_QP}
                            - {target: glb, type: temporal, factors: R=0}
                            - {target: regs, type: utilization, min: 0.25}
                        """), accelerator());

        assertThat(dataflow.minParallelism()).isEqualTo(0.25);
        LevelConstraint buffer = dataflow.level("glb");
        assertThat(buffer.spatial().factors())
                .containsExactly(new Factor("N", Relation.EQUAL, 1), new Factor("C", Relation.AT_MOST, 4));
        assertThat(buffer.spatial().innermost()).containsExactly("N", "C", "M");
        assertThat(buffer.split()).hasValue(0);
        assertThat(buffer.temporal().factors()).containsExactly(new Factor("R", Relation.EQUAL, 0));
        assertThat(buffer.keep()).containsExactly(Role.INPUTS);
        assertThat(buffer.bypass()).containsExactly(Role.WEIGHTS);
        assertThat(dataflow.level("DRAM").temporal().innermost()).containsExactly("N");
        assertThat(dataflow.level("DRAM").temporal().outermost()).containsExactly("Q", "P");
        assertThat(dataflow.level("regs")).isEqualTo(LevelConstraint.free("regs"));
    }

    @Test
    void constraintsThatNobodyKnowsAreRefused() {
        List<String> refused = List.of(
                "{target: glb, type: spatial, factors: C=1, no_multicast: true}",
                "{target: glb, type: max_overbooking}",
                "{target: glb, type: temporal, permutation: A_B_C}",
                "{target: DRAM, type: utilization, min: 0.5}");
        for (String entry : refused) {
            assertThatThrownBy(() -> TimeloopConstraints.read(
                            parse("architecture_constraints:\n  targets:\n    - " + entry), accelerator()))
                    .as(entry)
                    .isInstanceOf(YamlException.class)
                    .hasMessageContaining("file.yaml:3:");
        }
    }
}
