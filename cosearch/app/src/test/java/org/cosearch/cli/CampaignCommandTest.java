package org.cosearch.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cosearch.cli.Commands.cosearch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.cosearch.cli.Commands.Ended;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.latency.data.DatasetFolder;
import org.cosearch.latency.data.LatencyDataset;
import org.cosearch.latency.data.Splits;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Campaigns on simulated devices, from the file to a calibrated predictor. */
final class CampaignCommandTest {

    private static final Path CONFIGS = Path.of(System.getProperty("cosearch.root"), "configs");

    @TempDir
    private static Path folder;

    private static Path campaign = Path.of("");
    private static Path measured = Path.of("");

    /** Measures a campaign of 24 networks with decisions per block on three devices. */
    @BeforeAll
    static void measure() throws IOException {
        for (String kind : List.of("devices", "protocols", "spaces", "technologies")) {
            copy(CONFIGS.resolve(kind), folder.resolve("project/configs").resolve(kind));
        }
        Path devices = folder.resolve("project/configs/devices");
        Files.writeString(
                devices.resolve("third.yaml"),
                Files.readString(devices.resolve("simulated-nvdla.yaml"))
                        .replace("simulated-nvdla", "third")
                        .replace("pes: 256", "pes: 64"));
        campaign = Files.writeString(folder.resolve("project/small.yaml"), """
                name: small
                seed: 1
                devices: [simulated-eyeriss, simulated-nvdla, third]
                networks:
                  - {from: space, name: mb, space: mbconv, input: 1x14x14, choose: {by: sample, count: 24}}
                protocol: quick
                """);
        measured = folder.resolve("measured");
        Ended run = run(campaign);
        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.json().get("missing").asInt()).isZero();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                if (Files.isRegularFile(file)) {
                    Files.copy(file, target);
                }
            }
        }
    }

    private static Ended run(Path file) {
        return cosearch("campaign", "run", file.toString(), "--output", measured.toString(), "--json");
    }

    private static Path changed(String name, String from, String to) throws IOException {
        return Files.writeString(
                folder.resolve("project").resolve(name),
                Files.readString(campaign).replace(from, to));
    }

    @Test
    void aPlanTellsWhatWouldBeMeasured() throws IOException {
        Ended plan = cosearch("campaign", "plan", campaign.toString(), "--json");
        assertThat(plan.code()).isZero();
        assertThat(plan.json().get("plan").toString())
                .contains("3 devices", "24 networks", "72 measurements", "between 3 anchors");
        assertThat(plan.json().get("estimate_seconds").asLong()).isPositive();
    }

    @Test
    void theDataSetOfACampaignIsReadLearnedFromAndCalibratedOn() throws IOException {
        Path data = folder.resolve("data");
        Ended export = cosearch("campaign", "export", measured.toString(), "--out", data.toString());
        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out()).startsWith("24 networks on 2 source and 1 target devices");

        Splits splits = Splits.read(data.resolve("splits.yaml"));
        assertThat(splits.warnings()).isEmpty();
        assertThat(splits.targetDevices()).containsExactly("third");
        assertThat(splits.conditions()).isNotEmpty(); // blocks beyond the first
        LatencyDataset dataset = new DatasetFolder(data).read(splits);
        assertThat(dataset.architectures()).hasSize(24).doesNotHaveDuplicates();
        assertThat(dataset.latencyMs("third")).hasSize(24).doesNotContain(0);
        assertThat(Files.readAllLines(data.resolve("measurements.csv"))).hasSize(73);

        Path bundle = folder.resolve("bundle");
        Ended learned = cosearch("predictor", "meta-train", "--dataset", data.toString(), "--out", bundle.toString());
        assertThat(learned.code()).as(learned.err()).isZero();
        Path support = support(dataset);
        Path calibrated = folder.resolve("calibrated");
        Ended calibration = cosearch(
                "predictor",
                "calibrate",
                "--bundle",
                bundle.toString(),
                "--architectures",
                data.resolve("architectures.csv").toString(),
                "--measurements",
                support.toString(),
                "--device",
                "third",
                "--out",
                calibrated.toString());
        assertThat(calibration.code()).as(calibration.err()).isZero();
        assertThat(PredictorBundle.read(calibrated).support()).hasSize(20);

        suggestsWhatToMeasureNext(bundle);
    }

    /** The first twenty measurements of the third device. */
    private Path support(LatencyDataset dataset) throws IOException {
        StringBuilder rows = new StringBuilder("index,latency_ms\n");
        for (int i = 0; i < 20; i++) {
            rows.append(dataset.indices().get(i))
                    .append(',')
                    .append(dataset.latencyMs("third")[i])
                    .append('\n');
        }
        return Files.writeString(folder.resolve("support.csv"), rows);
    }

    private void suggestsWhatToMeasureNext(Path bundle) throws IOException {
        Path next = changed(
                "next.yaml",
                "{by: sample, count: 24}",
                "{by: suggestion, bundle: %s, count: 5, candidates: 24}".formatted(bundle));
        Ended plan = cosearch("campaign", "plan", next.toString());
        assertThat(plan.code()).as(plan.err()).isZero();
        assertThat(plan.out()).contains("5 networks");
    }

    @Test
    void runningAgainMeasuresNothingTwice() throws IOException {
        Ended status = cosearch("campaign", "status", measured.toString(), "--json");
        assertThat(status.json().get("missing").asInt()).isZero();
        Ended again = run(campaign);
        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo(status.out());
    }

    @Test
    void aCampaignThatWasChangedDoesNotMixWithItsFormerSelf() throws IOException {
        Ended changed = run(changed("changed.yaml", "seed: 1", "seed: 2"));
        assertThat(changed.code()).isEqualTo(ExitCode.FAILED);
        assertThat(changed.err()).contains("holds another campaign", "Maybe name another folder");
    }

    @Test
    void theFolderOfACampaignNeedsNothingElse(@TempDir Path elsewhere) throws IOException {
        Path moved = elsewhere.resolve("moved");
        copy(measured, moved);
        Ended resumed = cosearch("campaign", "resume", moved.toString());
        assertThat(resumed.code()).isZero();
        assertThat(resumed.err()).contains("72/72 measurements are there already");
        assertThat(cosearch("campaign", "status", moved.toString()).out()).contains("simulated-nvdla", "third");
    }

    @Test
    void whatIsNotInTheCampaignIsRefusedByName() throws IOException {
        Ended target = cosearch(
                "campaign",
                "plan",
                changed("target.yaml", "third]", "third]\ntargets: [thirt]").toString());
        assertThat(target.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(target.err()).contains("The target (thirt) is no device of campaign small.\nMaybe third.");
        Ended networks = cosearch("campaign", "export", measured.toString(), "--networks", "nb", "--out", "x");
        assertThat(networks.code()).isEqualTo(ExitCode.REFUSED);
        assertThat(networks.err()).contains("has no networks (nb) of a space.\nMaybe mb.");
        Ended none = cosearch("campaign", "export", folder.toString(), "--out", "x");
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err()).contains("is not the folder of a campaign");
    }
}
