package org.cosearch.codesign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.family.NasBench201;
import org.cosearch.family.NetworkFamily;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.ActionEnergy;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Chip;
import org.cosearch.hardware.ChipCostModel;
import org.cosearch.hardware.ComputeLevel;
import org.cosearch.hardware.Dataflow;
import org.cosearch.hardware.LayerCost;
import org.cosearch.hardware.Mesh;
import org.cosearch.hardware.NetworkCost;
import org.cosearch.hardware.StorageLevel;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class DesignEvaluationTest {

    private static final Shape IMAGE = Shape.of(3, 32, 32);

    /** A chip of one memory and as many MACs as its genome says. */
    private static final Codec<Chip> CHIPS = Codec.of(
            Space.product(Space.field("pes", Space.powersOfTwo(4, 64))), genome -> chip((int) genome.integer("pes")));

    /** One MAC per PE and cycle at 1 MHz, 2 pJ each; a chip of 4 PEs is too small. */
    private static final ChipCostModel COSTS = ChipCostModel.oneByOne((network, accelerator) -> {
        long pes = accelerator.compute().mesh().instances();
        if (pes == 4) {
            return new NetworkCost.DoesNotFit("stem", "4 PEs are too few.");
        }
        long macs = network.macs();
        LayerCost layer =
                new LayerCost("all", "conv", LayerCost.Treatment.ARRAY, macs, macs / pes, 2.0 * macs, 1, "compute");
        return new NetworkCost.Costed(List.of(layer), 1, accelerator.areaSquareMicrometers() * 1e-6);
    });

    @Test
    void aJointGenomeDecodesToItsNetworksAndItsAccelerator() {
        Codec<Design> codec = joint("first", "second");
        Laws.forAll(20, random -> codec.space().sampleDecisions(random), (genome, random) -> {
            Design design = codec.decode(genome);
            assertThat(design.networks()).hasSize(2);
            assertThat(design.chip().subAccelerators().get(0).compute().mesh().instances())
                    .isEqualTo((int) genome.at("accelerator").integer("pes"));
            Genome second = genome.at("networks").at("second");
            assertThat(design.networks().get(1))
                    .isEqualTo(family().codec(IMAGE, 10).decode(second).live());
        });
    }

    @Test
    void layersThatDoNotReachTheOutputAreNoPartOfADesign() {
        Codec<Design> codec = joint("only");
        Genome dead = Genome.of(
                codec.space(),
                Map.of(
                        "networks.only.op_1_0", "nor_conv_3x3",
                        "networks.only.op_2_0", "none",
                        "networks.only.op_2_1", "none",
                        "networks.only.op_3_0", "skip_connect",
                        "networks.only.op_3_1", "none",
                        "networks.only.op_3_2", "none",
                        "accelerator.pes", 16L));

        assertThat(codec.decode(dead).networks().get(0).parameters()).isEqualTo(73_306);
    }

    @Test
    void latencyAndEnergyAddUpOverTheNetworksOfOneAccelerator() throws InterruptedException {
        Network network = family().codec(IMAGE, 10).decode(anyCell()).live();
        Design one = new Design(List.of(network), chip(16));
        Design two = new Design(List.of(network, network), chip(16));

        Scores single = scores(new HardwareEvaluator(COSTS, List.of("only")), one);
        Scores twice = scores(new HardwareEvaluator(COSTS, List.of("first", "second")), two);

        assertThat(single.figures().stream().map(Figure::metric)).isEqualTo(HardwareEvaluator.metrics(List.of("only")));
        assertThat(single.value(Metric.LATENCY_MS)).isEqualTo(network.macs() / 16 / 1000.0);
        assertThat(single.value(Metric.ENERGY_MJ)).isEqualTo(2e-9 * network.macs());
        assertThat(single.value(Metric.AREA_MM2)).isEqualTo(16 * 1e-4 + 2);
        for (Metric sum : List.of(Metric.LATENCY_MS, Metric.ENERGY_MJ, Metric.PARAMETERS_M, Metric.MACS_M)) {
            assertThat(twice.value(sum)).as(sum.name()).isEqualTo(2 * single.value(sum));
        }
        assertThat(twice.value(Metric.AREA_MM2)).isEqualTo(single.value(Metric.AREA_MM2));
    }

    @Test
    void eachOfSeveralNetworksHasALatency() throws InterruptedException {
        Network network = family().codec(IMAGE, 10).decode(anyCell()).live();
        HardwareEvaluator evaluator = new HardwareEvaluator(COSTS, List.of("first", "second"));

        Scores scores = scores(evaluator, new Design(List.of(network, network), chip(16)));

        assertThat(scores.figures().stream().map(Figure::metric))
                .isEqualTo(HardwareEvaluator.metrics(List.of("first", "second")));
        double whole = scores.value(Metric.LATENCY_MS);
        assertThat(scores.value(new Metric("latency_ms.first", "ms"))).isEqualTo(whole / 2);
        assertThat(scores.value(HardwareEvaluator.latency("second"))).isEqualTo(whole);
    }

    private static Scores scores(HardwareEvaluator evaluator, Design design) throws InterruptedException {
        return ((Outcome.Scored) evaluator.evaluate(List.of(design)).get(0)).scores();
    }

    @Test
    void aDesignThatDoesNotFitIsAnOutcome() throws InterruptedException {
        Design design = new Design(List.of(family().codec(IMAGE, 10).decode(anyCell())), chip(4));

        assertThat(new HardwareEvaluator(COSTS, List.of("only")).evaluate(List.of(design)))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.reason()).contains("stem").contains("4 PEs are too few."));
    }

    @Test
    void accuracyIsTheWeightedMeanAndEachTasksOwn() throws InterruptedException {
        AccuracyEvaluator evaluator = new AccuracyEvaluator(List.of(
                new AccuracyEvaluator.Task("shoes", 3, accuracy(90)),
                new AccuracyEvaluator.Task("bags", 1, accuracy(70))));
        Network network = family().codec(IMAGE, 10).decode(anyCell());

        Scores scores = ((Outcome.Scored) evaluator
                        .evaluate(List.of(new Design(List.of(network, network), chip(16))))
                        .get(0))
                .scores();

        assertThat(scores.value(Metric.ACCURACY_PERCENT)).isEqualTo(85);
        assertThat(scores.value(new Metric("accuracy_percent.bags", "%"))).isEqualTo(70);
        assertThat(scores.figure(Metric.ACCURACY_PERCENT).orElseThrow().origin())
                .isEqualTo(Origin.TRAINED);
    }

    @Test
    void oneTaskHasNoMetricOfItsOwn() throws InterruptedException {
        AccuracyEvaluator evaluator =
                new AccuracyEvaluator(List.of(new AccuracyEvaluator.Task("shoes", 2, accuracy(90))));

        assertThat(evaluator.evaluate(
                        List.of(new Design(List.of(family().codec(IMAGE, 10).decode(anyCell())), chip(16)))))
                .containsExactly(
                        new Outcome.Scored(Scores.of(new Figure(Metric.ACCURACY_PERCENT, 90, Origin.TRAINED, 1))));
    }

    @Test
    void aTrainingThatFailedFailsTheDesign() throws InterruptedException {
        AccuracyEvaluator evaluator = new AccuracyEvaluator(List.of(
                new AccuracyEvaluator.Task("shoes", 1, accuracy(90)),
                new AccuracyEvaluator.Task("bags", 1, Evaluator.each(any -> new Outcome.Failed("The worker died.")))));
        Network network = family().codec(IMAGE, 10).decode(anyCell());

        assertThat(evaluator.evaluate(List.of(new Design(List.of(network, network), chip(16)))))
                .containsExactly(new Outcome.Failed("The worker died."));
    }

    @Test
    void aTaskNeedsAWeightAboveZero() {
        assertThatThrownBy(() -> new AccuracyEvaluator.Task("shoes", 0, accuracy(90)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shoes")
                .hasMessageContaining("(0.0)");
    }

    private static Evaluator<Network> accuracy(double percent) {
        return Evaluator.each(network ->
                new Outcome.Scored(Scores.of(new Figure(Metric.ACCURACY_PERCENT, percent, Origin.TRAINED, 1))));
    }

    private static NetworkFamily family() {
        return NasBench201.standard();
    }

    private static Genome anyCell() {
        return family().space().enumerate().skip(15_000).findFirst().orElseThrow();
    }

    private static Codec<Design> joint(String... tasks) {
        Map<String, Codec<Network>> codecs = new java.util.LinkedHashMap<>();
        for (String task : tasks) {
            codecs.put(task, family().codec(IMAGE, 10));
        }
        return DesignCodec.join(DesignCodec.tasks(codecs), CHIPS);
    }

    private static Chip chip(int pes) {
        StorageLevel memory = new StorageLevel(
                "DRAM",
                new Mesh(1, 1),
                StorageLevel.UNBOUNDED,
                1,
                0,
                16,
                4,
                1,
                Bandwidth.UNLIMITED,
                new ActionEnergy(1, 1, 1, 0),
                2e6);
        return Chip.of(new Accelerator(
                "chip-" + pes,
                "none",
                1,
                List.of(memory),
                new ComputeLevel("mac", new Mesh(pes, 1), 2, 100),
                Dataflow.FREE));
    }
}
