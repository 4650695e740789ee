package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.cosearch.workload.LoopNest.Axis;
import org.cosearch.workload.LoopNest.Dimension;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Role;
import org.cosearch.workload.LoopNest.Term;
import org.junit.jupiter.api.Test;

class LoopNestTest {

    private static final Axis AXIS = new Axis(List.of(new Term(0, 1)));

    /** The projections of a convolution in Timeloop's problem shape (Parashar et al. 2019, section V-A). */
    @Test
    void aConvolutionSlidesItsInputs() {
        LoopNest nest = LoopNest.convolution(1, 1, 3, 64, 112, 112, 7, 7, 2, 2, 1, 1);

        assertThat(nest.macs()).isEqualTo(118_013_952);
        assertThat(nest.dimensions()).extracting(Dimension::name).containsExactly("C", "M", "R", "S", "N", "P", "Q");
        assertThat(nest.operand(Role.INPUTS).axes()).contains(new Axis(List.of(new Term(5, 2), new Term(2, 1))));
        assertThat(nest.operand(Role.WEIGHTS).dependsOn(5)).isFalse();
        assertThat(nest.operand(Role.OUTPUTS).dependsOn(5)).isTrue();
        assertThat(NestBoxes.elements(nest, Role.INPUTS)).isEqualTo(3 * 229 * 229);
    }

    @Test
    void groupsAreADimensionOfAllOperands() {
        LoopNest nest = LoopNest.convolution(1, 32, 1, 1, 14, 14, 3, 3, 1, 1, 1, 1);

        assertThat(nest.dimensions()).contains(new Dimension("G", 32));
        assertThat(nest.operands()).allMatch(operand -> operand.dependsOn(7));
        assertThat(nest.macs()).isEqualTo(32 * 9 * 196);
    }

    @Test
    void aBatchedProductIsAGroupedConvolution() {
        LoopNest nest = LoopNest.product(3, 197, 64, 197);

        assertThat(nest.macs()).isEqualTo(3L * 197 * 64 * 197);
        assertThat(NestBoxes.elements(nest, Role.INPUTS)).isEqualTo(3 * 197 * 64);
        assertThat(NestBoxes.elements(nest, Role.WEIGHTS)).isEqualTo(3 * 64 * 197);
        assertThat(NestBoxes.elements(nest, Role.OUTPUTS)).isEqualTo(3 * 197 * 197);
    }

    @Test
    void brokenNestsAreRefused() {
        List<Dimension> dimensions = List.of(new Dimension("C", 4));
        Operand weights = new Operand(Role.WEIGHTS, List.of(AXIS));
        Operand inputs = new Operand(Role.INPUTS, List.of(AXIS));
        Operand outputs = new Operand(Role.OUTPUTS, List.of());

        assertThat(new LoopNest(dimensions, List.of(weights, inputs, outputs)).macs())
                .isEqualTo(4);
        assertThatThrownBy(() -> new LoopNest(dimensions, List.of(weights, inputs)))
                .hasMessageContaining("[WEIGHTS, INPUTS]");
        assertThatThrownBy(() -> new LoopNest(dimensions, List.of(weights, inputs, inputs)))
                .hasMessageContaining("each role");
        assertThatThrownBy(() -> new LoopNest(
                        List.of(new Dimension("C", 4), new Dimension("C", 2)), List.of(weights, inputs, outputs)))
                .hasMessageContaining("Dimension C is given twice");
        assertThatThrownBy(() -> new LoopNest(
                        dimensions,
                        List.of(
                                weights,
                                inputs,
                                new Operand(Role.OUTPUTS, List.of(new Axis(List.of(new Term(1, 1))))))))
                .hasMessageContaining("dimension (1) of 1");
        assertThatThrownBy(() -> new Dimension("C", 0)).hasMessageContaining("(0)");
        assertThatThrownBy(() -> new Term(0, 0)).hasMessageContaining("(0)");
    }
}
