package org.cosearch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class YamlReadingTest {

    private static YamlNode parse(String text) {
        return Yaml.parse(text, "run.yaml");
    }

    private static void refuses(String text, String message) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(YamlException.class).hasMessage(message);
    }

    @Test
    void aFileBecomesValuesInFileOrder() {
        YamlNode root = parse("b: 1\na: [x, 2.5, true, ~]\nc:\n  - {d: 0x10}\n");
        assertThat(root.plain())
                .isEqualTo(Map.of(
                        "b", 1L, "a", List.of("x", 2.5, true, Optional.empty()), "c", List.of(Map.of("d", 16L))));
        assertThat(root.map().keys()).containsExactly("b", "a", "c");
    }

    @Test
    void everyNodeKnowsItsPlace() {
        YamlNode root = parse("# comment\nnetworks:\n  - name: a\n    \"odd key\": [1, 22]\n");
        assertThat(root.at("networks[0].name").location()).hasToString("run.yaml:3:11: networks[0].name");
        assertThat(root.at("networks[0][\"odd key\"][1]").location())
                .hasToString("run.yaml:4:20: networks[0][\"odd key\"][1]");
        assertThat(root.location()).hasToString("run.yaml:2:1");
    }

    @Test
    void aPathThatIsNotThereIsRefused() {
        YamlNode root = parse("a: [1]");
        for (String path : List.of("b", "a[1]", "a.b", "[0]", "a[", "a[99999999999]")) {
            assertThatThrownBy(() -> root.at(path))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("(" + path + ")");
        }
    }

    @Test
    void wordsThatOldReadersTakeForSomethingElseAreText() {
        assertThat(parse("[no, yes, on, 12:30:45, 1_000, 2024-01-01, '5', \"true\"]")
                        .plain())
                .isEqualTo(List.of("no", "yes", "on", "12:30:45", "1_000", "2024-01-01", "5", "true"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a: &x 1            | run.yaml:1:4: the anchor (&x) is not allowed.
            a: *x              | run.yaml:1:4: the alias (*x) is not allowed.
            a: !!str 1         | run.yaml:1:4: the tag (!!str) is not allowed.
            a: !x {b: 1}       | run.yaml:1:4: the tag (!x) is not allowed.
            <<: {b: 1}         | run.yaml:1:1: the merge key (<<) is not allowed.
            {a: 1, a: 2}       | run.yaml:1:8: duplicate key (a), first in line 1.
            a: 012             | run.yaml:1:4: a: number (012) with a leading zero.
            a: 9007199254740993| run.yaml:1:4: a: number (9007199254740993) beyond 2^53.
            a: .inf            | run.yaml:1:4: a: number (.inf) that is not finite.
            a: [.nan]          | run.yaml:1:5: a[0]: number (.nan) that is not finite.
            a: 1e400           | run.yaml:1:4: a: number (1e400) that is not finite.
            ? [a] : 1          | run.yaml:1:3: a key that is not a single value.
            {? : 1}            | run.yaml:1:3: an empty key.
            a: "\\0"           | run.yaml:1:4: a control character is not allowed, also not as an escape.
            a: b: c            | run.yaml:1:5: not YAML: mapping values are not allowed here.
            a: [1              | run.yaml:1:6: not YAML: expected ',' or ']', but got <stream end>.
            a: 'x              | run.yaml:1:4: not YAML: found unexpected end of stream.
            %YAML 1.1          | run.yaml:1:10: not YAML: expected '<document start>', but found '<stream end>'.
            ``                 | run.yaml:1:1: the file has no content.
            """)
    void whatIsNotMeantIsRefusedWithItsPlace(String text, String firstLine) {
        YamlException refused = catchThrowableOfType(YamlException.class, () -> parse(text));
        assertThat(String.valueOf(refused.getMessage()).lines().findFirst()).hasValue(firstLine);
    }

    @Test
    void adviceFollowsOnALineOfItsOwn() {
        refuses("a:\n\tb: 1", """
                run.yaml:2:1: not YAML: found character '\\t(TAB)' that cannot start any token.
                Maybe indent with spaces.""");
        refuses("a: 1\n---\nb: 2", """
                run.yaml:2:1: a second document.
                Maybe one file per document, without "---" between.""");
        refuses("%YAML 1.1\n---\na: 1", """
                run.yaml:1:1: a YAML version other than 1.2.
                Maybe remove the %YAML line.""");
    }

    @Test
    void charactersThatTextDoesNotNeedAreRefused() {
        refuses("\uFEFFa: 1", """
                run.yaml:1:1: a byte order mark (U+FEFF).
                Maybe save the file as UTF-8 without a byte order mark.""");
        refuses("a: 1\nb: x\u0007y", """
                run.yaml:2:5: the character (U+0007) is not allowed.
                Maybe remove it; an editor may not show it.""");
        refuses("a: \u202Ex", """
                run.yaml:1:4: the character (U+202E) is not allowed.
                Maybe remove it; an editor may not show it.""");
        assertThat(parse("a: 1\r\nb: 2\r\n").plain()).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[] latin1 = "a: 1\nb: \u00E9".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Yaml.parse(latin1, "run.yaml", YamlLimits.DEFAULT))
                .hasMessage("run.yaml:2:4: the byte (0xE9) is not UTF-8.\nMaybe save the file as UTF-8.");
        byte[] utf16 = "a: 1".getBytes(StandardCharsets.UTF_16);
        assertThatThrownBy(() -> Yaml.parse(utf16, "run.yaml", YamlLimits.DEFAULT))
                .hasMessage("run.yaml:1:1: the byte (0xFE) is not UTF-8.\n"
                        + "Maybe save the file as UTF-8; it is UTF-16.");
    }

    @Test
    void theLimitsHold() {
        YamlLimits limits = new YamlLimits(100, 3, 12);
        parse("a: [[0123456789abc]]", limits, "run.yaml:1:6: a value longer than 12 characters.");
        parse("a: [[[x]]]", limits, "run.yaml:1:6: nested deeper than 3 levels.");
        parse("a".repeat(101), limits, "run.yaml:1:1: the file is larger than 100 bytes.");
        assertThat(Yaml.parse("description: 0123456789abc".getBytes(StandardCharsets.UTF_8), "run.yaml", limits)
                        .plain())
                .isEqualTo(Map.of("description", "0123456789abc"));
    }

    private static void parse(String text, YamlLimits limits, String message) {
        assertThatThrownBy(() -> Yaml.parse(text.getBytes(StandardCharsets.UTF_8), "run.yaml", limits))
                .isInstanceOf(YamlException.class)
                .hasMessage(message);
    }

    @Test
    void aMissingFileIsRefusedWithItsNeighbour(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("quickstart.yaml"), "a: 1");
        Path misspelt = folder.resolve("quickstrat.yaml");
        assertThatThrownBy(() -> Yaml.read(misspelt))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("quickstrat.yaml: there is no such file.\nMaybe ")
                .hasMessageContaining("quickstart.yaml.");
        assertThat(Yaml.read(folder.resolve("quickstart.yaml")).plain()).isEqualTo(Map.of("a", 1L));
    }
}
