package org.cosearch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.cosearch.predict.DecisionColumn.Condition;
import org.junit.jupiter.api.Test;

class DecisionSpaceTest {

    private final DecisionSpace space = new DecisionSpace(
            "units",
            List.of(
                    new DecisionColumn(
                            "kernel", List.of("3", "5"), Optional.of(new Condition("depth", Set.of("2", "3")))),
                    DecisionColumn.of("depth", List.of("1", "2", "3"))));

    @Test
    void inactiveDecisionsDoNotMatter() {
        assertThat(space.architecture(List.of("3", "1"))).isEqualTo(space.architecture(List.of("5", "1")));
        assertThat(space.architecture(List.of("3", "2"))).isNotEqualTo(space.architecture(List.of("5", "2")));
        assertThat(space.architecture(List.of("5", "1")).toString()).isEqualTo("-,1");
    }

    @Test
    void anUnknownOptionIsNamedWithTheOnesThereAre() {
        assertThatThrownBy(() -> space.architecture(List.of("7", "1")))
                .hasMessageContaining("(7)")
                .hasMessageContaining("Maybe one of [3, 5]");
    }

    @Test
    void conditionsThatRunInACircleAreRefused() {
        assertThatThrownBy(() -> new DecisionSpace(
                        "circle",
                        List.of(
                                new DecisionColumn("a", List.of("1"), Optional.of(new Condition("b", Set.of("1")))),
                                new DecisionColumn("b", List.of("1"), Optional.of(new Condition("a", Set.of("1")))))))
                .hasMessageContaining("circle");
    }

    @Test
    void aConditionOnAnUnknownColumnIsRefused() {
        assertThatThrownBy(() -> new DecisionSpace(
                        "lost",
                        List.of(new DecisionColumn(
                                "a", List.of("1"), Optional.of(new Condition("depth", Set.of("1")))))))
                .hasMessageContaining("(depth)");
    }

    @Test
    void observedNumbersAreOrderedByValue() {
        DecisionSpace observed = DecisionSpace.observed(
                "seen", List.of("width"), List.of(List.of("128"), List.of("16"), List.of("128")));
        assertThat(observed.columns().get(0).options()).containsExactly("16", "128");
        assertThat(observed.columns().get(0).ordinal()).isTrue();
    }
}
