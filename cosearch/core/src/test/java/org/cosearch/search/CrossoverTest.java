package org.cosearch.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class CrossoverTest {

    private record Parents(Genome a, Genome b) {

        static Parents random(Space space, RandomGenerator random) {
            return new Parents(space.sampleDecisions(random), space.sampleDecisions(random));
        }
    }

    @Test
    void ofTwoBlocksOneIsTheNetworkOfOneParentAndOneTheAcceleratorOfTheOther() {
        Laws.forAll(200, random -> Parents.random(JointProblem.SPACE, random), (parents, random) -> {
            Genome child = Crossover.blocks().cross(parents.a, parents.b, random);
            assertThat(child)
                    .isIn(
                            parents.a.with("accelerator", parents.b.at("accelerator")),
                            parents.b.with("accelerator", parents.a.at("accelerator")));
        });
    }

    @Test
    void ofManyBlocksEachIsWholeAndBothParentsGiveSome() {
        Space block = Space.integers(0, 1_000_000);
        Space space = Space.product(Space.field("p", block), Space.field("q", block), Space.field("r", block));
        Set<List<Boolean>> patterns = new HashSet<>();
        Laws.forAll(300, random -> Parents.random(space, random), (parents, random) -> {
            Genome child = Crossover.blocks().cross(parents.a, parents.b, random);
            List<Boolean> fromA = List.of("p", "q", "r").stream()
                    .map(field -> child.at(field).equals(parents.a.at(field)))
                    .toList();
            for (String field : List.of("p", "q", "r")) {
                assertThat(child.at(field)).isIn(parents.a.at(field), parents.b.at(field));
            }
            assertThat(fromA).contains(true, false);
            patterns.add(fromA);
        });
        assertThat(patterns).hasSize(6);
    }

    @Test
    void blocksNeedAProductOfTwo() {
        Genome genome = Space.integers(1, 2).enumerate().iterator().next();
        assertThatThrownBy(() -> Crossover.blocks().cross(genome, genome, SearchStrategyContract.generator(0)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Maybe cross it homologously.");
    }

    @Test
    void anAlternativeIsTakenAtItsProbability() {
        Crossover first = (better, other, random) -> better;
        Crossover second = (better, other, random) -> other;
        RandomGenerator random = SearchStrategyContract.generator(5);
        Parents parents = Parents.random(JointProblem.SPACE, random);
        int others = 0;
        for (int i = 0; i < 1000; i++) {
            others += first.or(0.3, second).cross(parents.a, parents.b, random).equals(parents.b) ? 1 : 0;
        }

        assertThat(others).isBetween(300 - 60, 300 + 60); // four standard deviations of 14.5
        assertThatThrownBy(() -> first.or(1.5, second)).hasMessageContaining("(1.5)");
    }
}
