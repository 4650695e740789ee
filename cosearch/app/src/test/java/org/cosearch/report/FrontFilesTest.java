package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Spec;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FrontFilesTest {

    private static final Problem PROBLEM = new Problem(
            List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)),
            List.of(Spec.atMost(Metric.AREA_MM2, 4)));

    private static ReportedTrial trial(long id, double accuracy, double latencyMs, String label, Fact... facts) {
        return new ReportedTrial(
                id,
                label,
                List.of(facts),
                new Outcome.Scored(Scores.of(
                        Figure.of(Metric.LATENCY_MS, latencyMs, Origin.SIMULATED),
                        new Figure(Metric.ACCURACY_PERCENT, accuracy, Origin.TRAINED, 0.25))));
    }

    private static RunReport report(List<ReportedTrial> trials, Set<Long> front) {
        RunReport any = SampleRun.of(3, 1, 0);
        return with(any, PROBLEM, trials, front);
    }

    private static RunReport with(RunReport any, Problem problem, List<ReportedTrial> trials, Set<Long> front) {
        return new RunReport(
                "two, three",
                "",
                any.status(),
                problem,
                trials,
                front,
                List.of(),
                Convergence.NONE,
                any.effort(),
                Map.of(),
                any.provenance());
    }

    @Test
    void theCsvHasARowForEachDesignOnTheFrontAndUnitsInItsHeader() {
        String csv = FrontCsv.of(report(
                List.of(
                        trial(12, 91.5, 0.1, "eyeriss, large", new Fact("pes", "168"), new Fact("rows", "12")),
                        trial(3, 90, 1e-7, "nvdla", new Fact("pes", "64"), new Fact("atomic \"k\"", "16")),
                        trial(7, 10, 9, "dominated")),
                Set.of(12L, 3L)));

        assertThat(csv).isEqualTo("""
                        trial,design,accuracy_percent,accuracy_percent_origin,accuracy_percent_sigma,latency_ms,\
                        latency_ms_origin,latency_ms_sigma,area_mm2,area_mm2_origin,area_mm2_sigma,design.pes,\
                        "design.atomic ""k""\",design.rows
                        3,nvdla,90.0,trained,0.25,1.0E-7,simulated,,,,,64,16,
                        12,"eyeriss, large",91.5,trained,0.25,0.1,simulated,,,,,168,,12
                        """);
    }

    @Test
    void anEmptyFrontIsAHeader() {
        assertThat(FrontCsv.of(report(List.of(), Set.of())))
                .hasLineCount(1)
                .startsWith("trial,design,accuracy_percent");
        assertThat(FrontJson.of(report(List.of(), Set.of()))).contains("\"designs\": [ ]");
    }

    /** R1 and S7: these files are compared byte for byte between an interrupted run and its unkilled twin. */
    @Test
    void theFilesDependOnTrialsAndConfigAlone() {
        RunReport run = SampleRun.of(5, 400, 2);
        List<ReportedTrial> shuffled = new ArrayList<>(run.trials());
        Collections.shuffle(shuffled, new Random(1));
        Provenance p = run.provenance();
        Provenance elsewhere = new Provenance(
                "another: text",
                SampleRun.sha256("x"),
                p.seed(),
                Provenance.UNKNOWN,
                "9",
                "21",
                "1",
                "Plan 9",
                "other",
                64,
                List.of(),
                Instant.MAX,
                Instant.MAX,
                1e9,
                "other");
        RunReport resumed = new RunReport(
                run.name(),
                run.description(),
                RunReport.Status.INTERRUPTED,
                run.problem(),
                shuffled,
                run.front(),
                List.of(),
                Convergence.NONE,
                new Effort(9, 9, 9, 9, 9, 9e9),
                Map.of(),
                elsewhere);

        assertThat(FrontCsv.of(resumed)).isEqualTo(FrontCsv.of(run));
        assertThat(FrontJson.of(resumed)).isEqualTo(FrontJson.of(run));
        assertThat(FrontCsv.of(run) + FrontJson.of(run)).doesNotContain("2026", "Linux", "cosearch run", "581.3", "\r");
    }

    @Test
    void everyDoubleReadsBackAsItself() {
        Laws.forAll(200, random -> Double.longBitsToDouble(random.nextLong()), (value, random) -> {
            if (Double.isFinite(value)) {
                RunReport report = report(List.of(trial(0, value, value, "x")), Set.of(0L));
                String row = FrontCsv.of(report).split("\n", -1)[1];
                JsonNode figures =
                        new ObjectMapper().readTree(FrontJson.of(report)).at("/designs/0/figures");
                assertThat(Double.parseDouble(row.split(",", -1)[2])).isEqualTo(value);
                assertThat(figures.get(0).get("value").doubleValue()).isEqualTo(value);
            }
        });
    }

    @Test
    void theJsonSaysWhatTheFrontIs() throws Exception {
        JsonNode json = new ObjectMapper()
                .readTree(FrontJson.of(
                        report(List.of(trial(4, 91.25, 0.5, "nvdla \"16\"", new Fact("pes", "64"))), Set.of(4L))));

        assertThat(json).isEqualTo(new ObjectMapper().readTree("""
                                        {"format": "cosearch-front", "version": 1, "run": "two, three", "seed": 3,
                                         "evaluations": 1,
                                         "objectives": [
                                           {"metric": "accuracy_percent", "unit": "%", "sense": "maximize"},
                                           {"metric": "latency_ms", "unit": "ms", "sense": "minimize"}],
                                         "specs": [{"metric": "area_mm2", "unit": "mm²", "relation": "<=", "bound": 4.0}],
                                         "designs": [{
                                           "trial": 4, "label": "nvdla \\"16\\"",
                                           "figures": [
                                             {"metric": "latency_ms", "unit": "ms", "value": 0.5, "origin": "simulated",
                                              "sigma": null},
                                             {"metric": "accuracy_percent", "unit": "%", "value": 91.25,
                                              "origin": "trained", "sigma": 0.25}],
                                           "decisions": {"pes": "64"}}]}
                                        """));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "=HYPERLINK(\"http://a.example\",\"b\")",
                "+1+cmd|' /C calc'!A0",
                "-2+3+cmd|' /C calc'!A0",
                "@SUM(1+1)*cmd|' /C calc'!A0",
                "\t=1+1",
                "\r=1+1",
                "\n=1+1",
                "  =1+1",
                "\uFEFF=1+1",
                "＝1+1",
                "＋1+1",
                "－1+1",
                "＠SUM(1)",
                "=1+1\",=2+2",
                "=1;=2",
                "--1",
                "+",
                "=",
                "@"
            })
    void formulasAreText(String formula) {
        String cell = FrontCsv.cell(formula);

        String read =
                cell.startsWith("\"") ? cell.substring(1, cell.length() - 1).replace("\"\"", "\"") : cell;
        assertThat(read.stripLeading().charAt(0)).isIn('\'', '\\');
        assertThat(cell).doesNotContain("\n", "\r", "\t");
        if (cell.contains(",") || cell.contains(";")) {
            assertThat(cell).startsWith("\"").endsWith("\"");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "+2.5", "-3e-5", "168", "nvdla", "a=b", "0x10"})
    void plainTextAndNumbersStayAsTheyAre(String text) {
        assertThat(FrontCsv.cell(text)).isEqualTo(text);
    }

    @Test
    void controlCharactersOfNamesAreVisible() {
        assertThat(FrontCsv.cell("\u001b[2Jred\u0000")).isEqualTo("\\u001b[2Jred\\u0000");
    }
}
