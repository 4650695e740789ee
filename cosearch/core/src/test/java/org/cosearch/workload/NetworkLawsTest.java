package org.cosearch.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

class NetworkLawsTest {

    private static final int CASES = 300;

    @Test
    void everyNodeReadsWhatEarlierNodesWrite() {
        Laws.forAll(CASES, RandomNetworks::network, (network, random) -> {
            for (int i = 0; i < network.nodes().size(); i++) {
                Node node = network.nodes().get(i);
                int index = i;
                assertThat(node.inputs()).allMatch(input -> input < index);
                assertThat(node.inputShapes())
                        .isEqualTo(node.inputs().stream()
                                .map(input -> network.nodes().get(input).output())
                                .toList());
                assertThat(node.output()).isEqualTo(node.layer().infer(node.inputShapes()));
            }
        });
    }

    @Test
    void totalsAreTheSumsOfTheNodes() {
        Laws.forAll(CASES, RandomNetworks::network, (network, random) -> {
            NetworkSummary summary = network.summary();
            assertThat(summary.macs())
                    .isEqualTo(network.nodes().stream().mapToLong(Node::macs).sum());
            assertThat(summary.parameters())
                    .isEqualTo(
                            network.nodes().stream().mapToLong(Node::parameters).sum());
            assertThat(summary.statistics())
                    .isEqualTo(
                            network.nodes().stream().mapToLong(Node::statistics).sum());
        });
    }

    /** While node i runs, what is written by now and read now or later is in memory, and so is the output. */
    @Test
    void thePeakIsTheLargestSetOfLiveTensors() {
        Laws.forAll(CASES, RandomNetworks::network, (network, random) -> {
            List<Node> nodes = network.nodes();
            long peak = IntStream.range(0, nodes.size())
                    .mapToLong(now -> IntStream.rangeClosed(0, now)
                            .filter(node -> node == now
                                    || IntStream.range(now, nodes.size())
                                            .anyMatch(reader ->
                                                    nodes.get(reader).inputs().contains(node)))
                            .mapToLong(node -> nodes.get(node).output().elements())
                            .sum())
                    .max()
                    .orElseThrow();
            assertThat(network.peakActivationElements()).isEqualTo(peak);
            assertThat(network.activationElements()).isGreaterThanOrEqualTo(peak);
        });
    }

    @Test
    void liveNetworksKeepTheOutputAndEveryNodeIsRead() {
        Laws.forAll(CASES, RandomNetworks::network, (network, random) -> {
            Network live = network.live();
            assertThat(live.output().layer()).isEqualTo(network.output().layer());
            assertThat(live.live()).isEqualTo(live);
            assertThat(network.nodes().stream().map(Node::name))
                    .containsSubsequence(live.nodes().stream().map(Node::name).toList());
            for (int i = 0; i < live.nodes().size() - 1; i++) {
                int node = i;
                assertThat(live.nodes()).anyMatch(reader -> reader.inputs().contains(node));
            }
        });
    }
}
