package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.config.RunFile;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Trial;
import org.cosearch.report.Convergence;
import org.cosearch.report.Convergence.Method.Kind;
import org.cosearch.space.Genome;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The searches that decide on networks and chip one after the other. */
class SuccessionTest {

    private static final int EVALUATIONS = 60;

    private static List<HardwareComparison.Group> groups = List.of();

    @BeforeAll
    static void compare(@TempDir Path folder) throws IOException, InterruptedException {
        Blueprint blueprint = blueprint();
        RunFolder place = RunFolder.fresh(folder.resolve("run"));
        Files.createDirectories(place.logs());
        try (Evaluation evaluation =
                Evaluation.of(blueprint, blueprint.chipCosts(Session.costModel()), 2, place, SessionTest.NOBODY)) {
            groups = new Baselines(
                            blueprint,
                            blueprint.comparedProblem().orElseThrow(),
                            evaluation.compared(),
                            InstantSource.system())
                    .run(EVALUATIONS, (done, all) -> {});
        }
    }

    @Test
    void networksFirstKeepsToTheNetworksOfItsFirstStep() {
        for (HardwareComparison.Search search : searches(1)) {
            assertThat(search.trials()).hasSize(EVALUATIONS - 16);
            assertThat(search.trials().get(0).id()).isEqualTo(16);
            assertThat(blocks(search.trials(), DesignCodec.NETWORKS)).hasSizeBetween(1, 16);
        }
    }

    @Test
    void chipFirstKeepsToTypicalNetworksAndThenToTheChipsOfItsFirstStep() {
        for (HardwareComparison.Search search : searches(2)) {
            List<Trial> first = search.trials().subList(0, EVALUATIONS / 2);
            List<Trial> then = search.trials().subList(EVALUATIONS / 2, EVALUATIONS);
            assertThat(blocks(first, DesignCodec.NETWORKS)).hasSize(1);
            assertThat(blocks(first, DesignCodec.ACCELERATOR)).hasSize(EVALUATIONS / 2);
            assertThat(blocks(first, DesignCodec.ACCELERATOR)).containsAll(blocks(then, DesignCodec.ACCELERATOR));
            assertThat(blocks(then, DesignCodec.NETWORKS)).hasSizeBetween(2, 16);
        }
    }

    @Test
    void capacityStandsInForAccuracy() {
        assertThat(groups)
                .extracting(HardwareComparison.Group::kind)
                .containsExactly(
                        Kind.SAME_STRATEGY, Kind.RANDOM_SEARCH, Kind.SUCCESSIVE_SEARCH, Kind.SUCCESSIVE_SEARCH);
        Convergence compared =
                HardwareComparison.of(blueprint().comparedProblem().orElseThrow(), groups.get(0), groups.subList(1, 4));
        assertThat(compared.axes())
                .extracting(axis -> axis.metric().name())
                .containsExactly("capacity_log2_macs", "latency_ms", "energy_mj", "area_mm2");
        Outcome any = groups.get(0).searches().get(0).trials().get(0).outcome();
        assertThat(any).isInstanceOf(Outcome.Scored.class);
    }

    private static Set<Genome> blocks(List<Trial> trials, String block) {
        Set<Genome> blocks = new HashSet<>();
        trials.forEach(trial -> blocks.add(trial.genome().at(block)));
        return blocks;
    }

    private static List<HardwareComparison.Search> searches(int successive) {
        return groups.get(1 + successive).searches();
    }

    private static Blueprint blueprint() {
        return Blueprint.of(RunFile.read(SessionTest.RUNS.resolve("successive.yaml")));
    }
}
