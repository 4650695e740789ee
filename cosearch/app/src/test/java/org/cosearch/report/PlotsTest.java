package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PlotsTest {

    private static List<String> plots(RunReport report) {
        List<String> plots = new ArrayList<>();
        List<Objective> objectives = report.problem().objectives();
        plots.add(ParetoPlot.svg(
                report, objectives.get(1).metric(), objectives.get(0).metric()));
        plots.add(ParallelPlot.svg(report));
        plots.add(HypervolumePlot.svg(report.name(), report.convergence()));
        plots.add(GanttPlot.svg(report.sheets().get(0)));
        return plots;
    }

    private static Document parse(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagNameNS("http://www.w3.org/2000/svg", name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static String path(Document document, String style) {
        return elements(document, "path").stream()
                .filter(path -> path.getAttribute("class").equals(style))
                .map(path -> path.getAttribute("d"))
                .reduce("", (first, last) -> last);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"/><image href=\"x\"/>",
                "]]>&amp;&#0;",
                "\u0000\u001b[2J\uFFFE\uD800",
                "<!ENTITY x SYSTEM \"file:///etc/passwd\">"
            })
    void namesDoNotBreakOutOfAPlot(String payload) throws Exception {
        for (String svg : plots(HostileRun.of(payload))) {
            Document document = parse(svg);
            assertThat(elements(document, "script")).isEmpty();
            assertThat(elements(document, "image")).isEmpty();
            assertThat(elements(document, "title")).hasSize(1);
        }
    }

    @Test
    void aParetoPlotHasADiamondForEachPlaceOnTheFront() throws Exception {
        Problem problem = new Problem(
                List.of(Objective.maximize(Metric.ACCURACY_PERCENT), Objective.minimize(Metric.LATENCY_MS)), List.of());
        RunReport sample = SampleRun.of(1, 1, 1);
        List<ReportedTrial> trials = List.of(trial(0, 80, 1), trial(1, 90, 3), trial(2, 85, 2), trial(3, 70, 3));
        RunReport report = new RunReport(
                "four",
                "",
                sample.status(),
                problem,
                trials,
                Set.of(0L, 1L, 2L),
                List.of(),
                Convergence.NONE,
                sample.effort(),
                java.util.Map.of(),
                sample.provenance());

        Document document = parse(ParetoPlot.svg(report, Metric.LATENCY_MS, Metric.ACCURACY_PERCENT));

        assertThat(path(document, "front").chars().filter(c -> c == 'Z').count())
                .isEqualTo(1); // in the legend, last
        assertThat(elements(document, "path").stream()
                        .filter(path -> path.getAttribute("class").equals("front"))
                        .map(path -> path.getAttribute("d")
                                .chars()
                                .filter(c -> c == 'Z')
                                .count()))
                .containsExactly(3L, 1L);
        // From 1 to 3 ms and 70 to 90 %: each step goes right at the lower accuracy, then up.
        assertThat(path(document, "staircase")).isEqualTo("M76 273L406 273L406 175.5L736 175.5L736 78");
    }

    private static ReportedTrial trial(long id, double accuracy, double latencyMs) {
        return new ReportedTrial(
                id,
                "d" + id,
                List.of(),
                new Outcome.Scored(Scores.of(
                        Figure.of(Metric.ACCURACY_PERCENT, accuracy, Origin.TRAINED),
                        Figure.of(Metric.LATENCY_MS, latencyMs, Origin.SIMULATED))));
    }

    @Test
    void whatASpecExcludesIsShaded() throws Exception {
        RunReport report = SampleRun.of(1, 1_000, 1);

        Document document = parse(ParetoPlot.svg(report, Metric.LATENCY_MS, Metric.ACCURACY_PERCENT));

        List<Element> shaded = elements(document, "rect");
        assertThat(shaded).hasSize(1);
        double left = Double.parseDouble(shaded.get(0).getAttribute("x"));
        double width = Double.parseDouble(shaded.get(0).getAttribute("width"));
        assertThat(left).isGreaterThan(76);
        assertThat(left + width).isEqualTo(736);
    }

    @Test
    void aPlotOfTenThousandTrialsStaysSmall() {
        for (String svg : plots(SampleRun.of(1, 10_000, 2))) {
            assertThat(svg.length()).isLessThan(300_000);
            assertThat(svg.lines().count()).isLessThan(150);
        }
    }

    @Test
    void aRunThatHasJustBegunHasAxes() throws Exception {
        RunReport begun = SampleRun.begun();

        assertThat(elements(parse(ParallelPlot.svg(begun)), "line")).isNotEmpty();
        assertThat(elements(parse(ParetoPlot.svg(begun, Metric.LATENCY_MS, Metric.AREA_MM2)), "line"))
                .isNotEmpty();
    }

    @Test
    void sameRunSamePlots() {
        assertThat(plots(SampleRun.of(4, 200, 2))).isEqualTo(plots(SampleRun.of(4, 200, 2)));
    }

    @Test
    void numbersNeverLookLikeExponentsOrNothing() {
        for (String svg : plots(SampleRun.of(6, 500, 3))) {
            assertThat(svg).doesNotContain("NaN", "Infinity", "null");
        }
    }
}
