package org.cosearch.family;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

/** What every family of networks holds to. */
abstract class NetworkFamilyContract {

    abstract NetworkFamily family();

    /** Images that every network of the default space takes. */
    abstract Shape input();

    /** Whether a space may leave this decision of the default space out. */
    boolean optional(String field) {
        return false;
    }

    private Codec<Network> codec() {
        return family().codec(input(), 10);
    }

    private Genome genome(RandomGenerator random) {
        return random.nextBoolean()
                ? codec().space().sampleDesign(random)
                : codec().space().sampleDecisions(random);
    }

    @Test
    void everyGenomeIsANetworkOfItsTask() {
        Laws.forAll(100, this::genome, (genome, random) -> {
            Network network = codec().decode(genome);
            assertThat(network.inputs()).hasSize(1);
            assertThat(network.inputs().get(0).output()).isEqualTo(input());
            assertThat(network.output().output()).isEqualTo(family().task().scores(input(), 10));
        });
    }

    @Test
    void macsAreTheSumOverTheNestsOfAllNodes() {
        Laws.forAll(50, this::genome, (genome, random) -> {
            Network network = codec().decode(genome);
            long sum = 0;
            for (Node node : network.nodes()) {
                for (LoopNest nest : node.nests()) {
                    sum += nest.macs();
                }
            }
            assertThat(network.macs()).isEqualTo(sum).isPositive();
        });
    }

    @Test
    void equalGenomesMeanEqualNetworks() {
        Laws.forAll(30, this::genome, (genome, random) -> {
            Genome same = Genome.fromJson(genome.space(), genome.toJson());
            assertThat(codec().decode(same)).isEqualTo(codec().decode(genome));
        });
    }

    @Test
    void neighboursMeanOtherNetworks() {
        Laws.forAll(10, this::genome, (genome, random) -> {
            Network network = codec().decode(genome);
            List<Genome> neighbours = codec().space().neighbours(genome);
            assertThat(neighbours).isNotEmpty();
            for (Genome neighbour : neighbours) {
                assertThat(codec().decode(neighbour)).as("%s", neighbour).isNotEqualTo(network);
            }
        });
    }

    @Test
    void liveNetworksHaveTheSameOutputAndNothingUnread() {
        Laws.forAll(30, this::genome, (genome, random) -> {
            Network network = codec().decode(genome);
            Network live = network.live();
            assertThat(live.output().name()).isEqualTo(network.output().name());
            assertThat(live.macs()).isLessThanOrEqualTo(network.macs());
            assertThat(live.live()).isEqualTo(live);
            for (int i = 1; i < live.nodes().size() - 1; i++) {
                int node = i;
                assertThat(live.nodes()).anyMatch(reader -> reader.inputs().contains(node));
            }
        });
    }

    @Test
    void itIsFoundByItsName() {
        assertThat(NetworkFamily.named(family().name())).isEqualTo(family());
    }

    @Test
    void itsOwnSpacePassesItsCheck() {
        family().check(family().space());
    }

    @Test
    void aSpaceWithoutOneOfTheDecisionsIsRefusedByItsName() {
        Product whole = (Product) family().space();
        for (Field missing : whole.fields()) {
            if (optional(missing.name())) {
                continue;
            }
            Space rest = new Product(whole.fields().stream()
                    .filter(field -> !field.equals(missing))
                    .toList());
            assertThatThrownBy(() -> family().codec(rest, input(), 10))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(family().name())
                    .hasMessageContaining("no decision (" + missing.name() + ")")
                    .hasMessageContaining("\nMaybe ");
        }
    }

    @Test
    void aSpaceWithAnUnknownDecisionIsRefusedByItsName() {
        Product whole = (Product) family().space();
        Space more = new Product(Stream.concat(whole.fields().stream(), Stream.of(Space.field("dropout", Space.unit())))
                .toList());
        assertThatThrownBy(() -> family().check(more)).hasMessageContaining("(dropout)");
    }

    @Test
    void aSpaceThatIsNoProductIsRefused() {
        assertThatThrownBy(() -> family().check(Space.integers(1, 3))).hasMessageContaining(family().name());
    }

    @Test
    void aGenomeOfAnotherSpaceIsRefused() {
        Genome stranger = Space.unit().enumerate().findFirst().orElseThrow();
        assertThatThrownBy(() -> codec().decode(stranger)).hasMessageContaining("another space");
    }
}
