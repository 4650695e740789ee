package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">(.*?)</script>", Pattern.DOTALL);

    private static JsonNode data(String page) throws Exception {
        Matcher data = DATA.matcher(page);
        assertThat(data.find()).isTrue();
        return new ObjectMapper().readTree(data.group(1));
    }

    @Test
    void thePolicyAllowsTheScriptsAndTheStyleByTheirHashesAndNothingElse() throws Exception {
        String page = Page.of(SampleRun.of(1, 50, 1));
        Matcher policy = Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"")
                .matcher(page);
        assertThat(policy.find()).isTrue();

        List<String> blocks = new ArrayList<>();
        Matcher block =
                Pattern.compile("<(script|style)>(.*?)</\\1>", Pattern.DOTALL).matcher(page);
        while (block.find()) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(block.group(2).getBytes(StandardCharsets.UTF_8));
            blocks.add("'sha256-" + Base64.getEncoder().encodeToString(digest) + "'");
        }

        assertThat(blocks).hasSize(3);
        assertThat(policy.group(1))
                .isEqualTo(
                        "default-src 'none'; script-src %s %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
                                .formatted(blocks.get(1), blocks.get(2), blocks.get(0)));
    }

    @Test
    void thePageLoadsNothing() {
        String page = Page.of(SampleRun.of(1, 50, 1));

        assertThat(Pattern.compile(
                                "<script\\s+[^>]*src|<link(?! rel=\"icon\" href=\"data:,\")|@import|url\\(|<img|<iframe")
                        .matcher(withoutCharts(page))
                        .find())
                .isFalse();
        assertThat(Pattern.compile("(?:href|action)=\"(?!#|data:,)")
                        .matcher(withoutCharts(page))
                        .find())
                .isFalse();
        assertThat(withoutCharts(page)).doesNotContain("http:", "https:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dom.js", "data.js", "charts.js", "convergence.js", "tables.js", "sheet.js", "page.js"})
    void noScriptMakesMarkupOrCodeOutOfText(String name) throws Exception {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .doesNotContain(
                            "innerHTML",
                            "outerHTML",
                            "insertAdjacentHTML",
                            "document.write",
                            "eval(",
                            "Function(",
                            "srcdoc",
                            "fetch(",
                            "XMLHttpRequest",
                            "import(",
                            "setAttribute(\"style\"");
        }
    }

    /** S4 and S7: 5 payloads in each of the texts of {@link HostileRun}. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>document.title='owned'</script>",
                "</script><img src=x onerror=alert(1)>",
                "\"><svg/onload=alert(1)>",
                "<!--<script>{{charts}}",
                "{{script}}</style></title><iframe srcdoc='<b>'>"
            })
    void markupInNamesIsData(String payload) throws Exception {
        String page = Page.of(HostileRun.of(payload));

        assertThat(page).doesNotContain(payload);
        assertThat(page.split("</script>", -1)).hasSize(4);
        assertThat(page.split("</title>", -1)).hasSize(2);
        assertThat(page).contains("<title>" + Printable.markup(payload) + " · CoSearch report</title>");
        JsonNode data = data(page);
        assertThat(data.get("name").textValue()).isEqualTo(payload);
        assertThat(data.at("/trials/label/texts/1").textValue()).isEqualTo(payload);
        assertThat(data.at("/sheets/0/networks/0/layers/0/0").textValue()).isEqualTo(payload);
        assertThat(data.at("/provenance/command").textValue()).isEqualTo(payload);
    }

    @Test
    void theDataHaveEveryTrialWithItsFiguresAndOrigins() throws Exception {
        RunReport run = SampleRun.of(2, 300, 3);
        JsonNode data = data(Page.of(run));

        assertThat(data.at("/trials/id")).hasSize(300);
        assertThat(data.at("/trials/standing").textValue()).hasSize(300);
        for (int i = 0; i < 300; i++) {
            ReportedTrial trial = run.trials().get(i);
            int standing = data.at("/trials/standing").textValue().charAt(i) - '0';
            assertThat(data.at("/trials/standings/" + standing).textValue())
                    .isEqualTo(run.standing(trial).label());
            for (int m = 0; m < run.metrics().size(); m++) {
                JsonNode figures = data.at("/trials/figures/" + m);
                var figure = trial.scores().figure(run.metrics().get(m));
                if (figure.isEmpty()) {
                    assertThat(figures.at("/value/" + i).isNull()).isTrue();
                } else {
                    double value = figure.get().value();
                    assertThat(figures.at("/value/" + i).doubleValue())
                            .isBetween(value - Math.abs(value) * 1e-6, value + Math.abs(value) * 1e-6);
                    assertThat(data.at("/origins/" + figures.at("/origin/" + i).intValue())
                                    .textValue())
                            .isEqualTo(figure.get().origin().label());
                }
            }
        }
        assertThat(data.at("/convergence/methods")).hasSize(3);
        assertThat(data.at("/checks")).hasSize(Check.values().length);
    }

    @Test
    void tenThousandTrialsFitInAFewMegabytesAndSeconds() {
        RunReport run = SampleRun.of(1, 10_000, 0);
        long start = System.nanoTime();

        String page = Page.of(run);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        int sheets = run.sheets().size() * 3_000;
        assertThat(page.length()).isLessThan(1_100_000 + 1_500_000 + sheets);
    }

    @Test
    void anUnfinishedRunWithoutAFrontHasAPage() throws Exception {
        JsonNode data = data(Page.of(SampleRun.begun()));

        assertThat(data.get("status").textValue()).isEqualTo("still running");
        assertThat(data.at("/trials/id")).isEmpty();
        assertThat(data.at("/convergence/methods")).isEmpty();
    }

    private static String withoutCharts(String page) {
        int start = page.indexOf("<script>");
        return page.substring(0, start) + page.substring(page.indexOf("</script>", start));
    }
}
