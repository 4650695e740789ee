package org.cosearch.accelerator.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.mapping.LayerByLayerCostModel;
import org.cosearch.accelerator.mapping.TilingMapper;
import org.cosearch.accelerator.schedule.Placement.CannotRun;
import org.cosearch.accelerator.schedule.Placement.Runs;
import org.cosearch.accelerator.schedule.Scheduler.Scheduled;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.TemplateRanges;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.NetworkCostModel;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class NetworkJobsTest {

    private static final NetworkCostModel LAYER_BY_LAYER =
            new LayerByLayerCostModel(new TilingMapper(InputCounts.TIMELOOP));

    private static final TemplateRanges RANGES =
            new TemplateRanges(new TemplateRanges.Steps(32, 64, 32), List.of(16), new TemplateRanges.Steps(8, 8, 8));

    /** The smallest chip of each template. */
    private static final List<Accelerator> CHIPS = Templates.all(
                    RANGES,
                    Technology.read(Path.of(System.getProperty("cosearch.root", ".."))
                            .resolve("configs/technologies/cmos-45nm.yaml")))
            .stream()
            .map(NetworkJobsTest::smallest)
            .toList();

    private static Accelerator smallest(AcceleratorTemplate template) {
        return template.decode(template.space().enumerate().findFirst().orElseThrow());
    }

    private static Network residual(String name) {
        return Network.builder(name, Shape.of(3, 8, 8))
                .conv(8, 3)
                .batchNorm()
                .relu()
                .as("trunk")
                .conv(8, 3)
                .batchNorm()
                .add("trunk")
                .concat("trunk")
                .conv(4, 1)
                .relu()
                .build();
    }

    private static ScheduleProblem problem(NetworkCostModel costs, Interconnect interconnect, Network... networks) {
        return new NetworkJobs(costs, interconnect).problem(List.of(networks), CHIPS);
    }

    private static List<String> names(Network network, int... nodes) {
        return IntStream.of(nodes)
                .mapToObj(index -> network.nodes().get(index).name())
                .toList();
    }

    /** Nodes: input, conv, norm, relu, conv, norm, add, concat, conv, relu. */
    @Test
    void fusedLayersGoWithTheirProducer() {
        Network network = residual("net");
        List<LayerTask> tasks = problem(LAYER_BY_LAYER, Interconnect.sharedDram(), network)
                .networks()
                .get(0)
                .layers();
        assertThat(tasks.stream().map(LayerTask::layer)).containsExactlyElementsOf(names(network, 1, 4, 6, 8));
        assertThat(tasks.stream().map(LayerTask::fused))
                .containsExactly(names(network, 2, 3, 7), names(network, 5), List.of(), names(network, 9));
    }

    @Test
    void whoReadsAFusedLayerWaitsForItsProducers() {
        List<LayerTask> tasks = problem(LAYER_BY_LAYER, Interconnect.sharedDram(), residual("net"))
                .networks()
                .get(0)
                .layers();
        assertThat(tasks.stream().map(LayerTask::predecessors))
                .containsExactly(List.of(), List.of(0), List.of(0, 1), List.of(0, 2));
    }

    @Test
    void costsAreThoseOfTheModel() {
        Network network = residual("net");
        for (int sub = 0; sub < CHIPS.size(); sub++) {
            NetworkCost.Costed cost = (NetworkCost.Costed) LAYER_BY_LAYER.cost(network, CHIPS.get(sub));
            ScheduleProblem alone = new NetworkJobs(LAYER_BY_LAYER, Interconnect.sharedDram())
                    .problem(List.of(network), List.of(CHIPS.get(sub)));
            Schedule schedule = ((Scheduled) Scheduler.fast().schedule(alone, new Goal.LeastMakespan())).schedule();
            assertThat(schedule.makespanCycles()).isEqualTo(cost.cycles());
            assertThat(schedule.energyPicojoules() * 1e-9)
                    .isCloseTo(cost.energyMillijoules(), within(1e-9 * cost.energyMillijoules()));
        }
    }

    @Test
    void aLayerThatDoesNotFitRunsElsewhere() {
        Network network = residual("net");
        String misfit = network.nodes().get(4).name();
        NetworkCostModel picky = (asked, chip) -> chip.equals(CHIPS.get(0))
                        && asked.nodes().stream().map(Node::name).anyMatch(misfit::equals)
                ? new NetworkCost.DoesNotFit(misfit, "Too wide.")
                : LAYER_BY_LAYER.cost(asked, chip);
        List<LayerTask> tasks = problem(picky, Interconnect.sharedDram(), network)
                .networks()
                .get(0)
                .layers();
        List<LayerTask> fitting = problem(LAYER_BY_LAYER, Interconnect.sharedDram(), network)
                .networks()
                .get(0)
                .layers();
        assertThat(tasks.get(1).placements().get(0)).isEqualTo(new CannotRun("Too wide."));
        for (int layer = 0; layer < tasks.size(); layer++) {
            for (int sub = layer == 1 ? 1 : 0; sub < CHIPS.size(); sub++) {
                assertThat(tasks.get(layer).placements().get(sub))
                        .isInstanceOf(Runs.class)
                        .isEqualTo(fitting.get(layer).placements().get(sub));
            }
        }
    }

    @Test
    void transfersAreOfTheOutput() {
        Network network = residual("net");
        List<LayerTask> tasks = problem(LAYER_BY_LAYER, Interconnect.networkOnChip(3, 10, 0.5), network)
                .networks()
                .get(0)
                .layers();
        long words = network.nodes().get(1).output().elements();
        assertThat(network.nodes().get(1).layer()).isInstanceOf(Conv2d.class);
        assertThat(tasks.get(0).transfer()).isEqualTo(new Transfer(10 + (words + 2) / 3, words * 0.5));
        assertThat(problem(LAYER_BY_LAYER, Interconnect.sharedDram(), network)
                        .networks()
                        .get(0)
                        .layers()
                        .get(0)
                        .transfer())
                .isEqualTo(Transfer.FREE);
    }

    @Test
    void equalNamesAreNumbered() {
        ScheduleProblem problem = new NetworkJobs(LAYER_BY_LAYER, Interconnect.sharedDram())
                .problem(List.of(residual("a"), residual("b"), residual("a")), List.of(CHIPS.get(0), CHIPS.get(0)));
        assertThat(problem.networks().stream().map(NetworkJob::network)).containsExactly("a", "b", "a-2");
        assertThat(problem.subAccelerators())
                .containsExactly(CHIPS.get(0).name(), CHIPS.get(0).name() + "-2");
    }

    @Test
    void differentClocksAreRefused() {
        Accelerator chip = CHIPS.get(0);
        Accelerator faster = new Accelerator(
                "faster", chip.technology(), 2 * chip.clockMegahertz(), chip.levels(), chip.compute(), chip.dataflow());
        assertThatThrownBy(() -> new NetworkJobs(LAYER_BY_LAYER, Interconnect.sharedDram())
                        .problem(List.of(residual("net")), List.of(chip, faster)))
                .hasMessageContaining("different clocks")
                .hasMessageContaining("faster");
    }

    @Test
    void anInterconnectThatMovesNothingIsRefused() {
        assertThatThrownBy(() -> Interconnect.networkOnChip(0, 0, 0)).hasMessageContaining("(0.0) words a cycle");
        assertThatThrownBy(() -> Interconnect.networkOnChip(1, -1, 0)).hasMessageContaining("(-1) cycles");
    }
}
