package org.cosearch.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code report.html}: template, style, scripts, Apache ECharts and the data, put into one file.
 *
 * <p>The page's content security policy allows the scripts and the style by their hashes and nothing else, so that
 * nothing is loaded and a name that looks like markup cannot run. Texts of users are in the data alone, which is JSON,
 * and in the title, which is escaped.
 */
final class Page {

    private static final List<String> SCRIPTS =
            List.of("dom.js", "data.js", "charts.js", "convergence.js", "tables.js", "sheet.js", "page.js");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)}}");

    private Page() {}

    static String of(RunReport report) {
        String charts = charts();
        String script = SCRIPTS.stream().map(Page::resource).collect(Collectors.joining("\n"));
        String style = resource("report.css");
        Map<String, String> parts = Map.of(
                "policy",
                "default-src 'none'; script-src %s %s; style-src %s; img-src data:; base-uri 'none'; form-action 'none'"
                        .formatted(hash(charts), hash(script), hash(style)),
                "title",
                Printable.markup(report.name()),
                "style",
                style,
                "data",
                PageData.of(report),
                "charts",
                charts,
                "script",
                script);
        // One pass, so that a placeholder in a part is not replaced.
        return PLACEHOLDER
                .matcher(resource("report.html"))
                .replaceAll(match -> Matcher.quoteReplacement(parts.get(match.group(1))));
    }

    /** The source of a hash in a content security policy (CSP Level 3, section 2.3.1). */
    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Apache ECharts as its jar has it; the folder in the jar is named by the version. */
    private static String charts() {
        Properties jar = new Properties();
        try (InputStream in = open("/META-INF/maven/org.webjars/echarts/pom.properties")) {
            jar.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return resource("/META-INF/resources/webjars/echarts/%s/echarts.min.js".formatted(jar.getProperty("version")));
    }

    private static String resource(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream open(String name) {
        InputStream in = Page.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException(
                    "The resource (%s) of the report page is not on the class path.".formatted(name));
        }
        return in;
    }
}
