package org.cosearch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to exhaust or to confuse: each is refused in time and little memory, with its place. */
final class HostileYamlTest {

    private static final int SIZE = YamlLimits.DEFAULT.bytes() - 100;

    private static Stream<Map.Entry<String, Supplier<String>>> bombs() {
        Map<String, Supplier<String>> bombs = new LinkedHashMap<>();
        bombs.put("brackets", () -> "[".repeat(SIZE));
        bombs.put("braces", () -> "{a: ".repeat(SIZE / 4));
        bombs.put("dashes", () -> "- ".repeat(SIZE / 2));
        bombs.put("questions", () -> "? ".repeat(SIZE / 2));
        bombs.put("complex keys in brackets", () -> "[? ".repeat(SIZE / 3));
        bombs.put("indentation", () -> {
            StringBuilder text = new StringBuilder();
            for (int depth = 0; text.length() + depth + 3 < SIZE; depth++) {
                text.append(" ".repeat(depth)).append("a:\n");
            }
            return text.toString();
        });
        bombs.put("one plain scalar", () -> "a: " + "x".repeat(SIZE));
        bombs.put("one plain scalar of words", () -> "a: " + "x ".repeat(SIZE / 2));
        bombs.put("one plain scalar of lines", () -> "a: x\n" + " x\n".repeat(SIZE / 3));
        bombs.put("one quoted scalar", () -> "a: \"" + "x".repeat(SIZE) + "\"");
        bombs.put("one quoted scalar of escapes", () -> "a: \"" + "\\x41".repeat(SIZE / 4) + "\"");
        bombs.put("one quoted scalar of line breaks", () -> "a: \"" + "\n".repeat(SIZE) + "\"");
        bombs.put("one block scalar", () -> "a: |\n" + " x\n".repeat(SIZE / 3));
        bombs.put("one long integer", () -> "a: " + "9".repeat(4_000));
        bombs.put("one long hexadecimal integer", () -> "a: 0x" + "f".repeat(4_000));
        bombs.put("one long fraction", () -> "a: 0." + "1".repeat(3_000) + "e999");
        bombs.put("one large exponent", () -> "a: 1e" + "9".repeat(3_000));
        bombs.put("one long key", () -> "x".repeat(SIZE) + ": 1");
        bombs.put("one long quoted key", () -> "\"" + "x".repeat(1_000) + "\": 1");
        bombs.put("one long tag", () -> "a: !" + "x".repeat(SIZE));
        bombs.put("one long anchor", () -> "a: &" + "x".repeat(SIZE));
        bombs.put("one long alias", () -> "a: *" + "x".repeat(SIZE));
        bombs.put("one long directive", () -> "%" + "x".repeat(SIZE));
        bombs.put("a large version", () -> "%YAML 1." + "9".repeat(1_000) + "\n---\na: 1");
        bombs.put("a bad code point", () -> "a: \"\\UFFFFFFFF\"");
        bombs.put("a lone surrogate", () -> "a: \"\\uD800\"");
        bombs.put("documents", () -> "--- a\n".repeat(SIZE / 6));
        bombs.put("comments", () -> "#\n".repeat(SIZE / 2));
        bombs.put("carriage returns", () -> "\r".repeat(SIZE));
        bombs.put("nothing but blanks", () -> " ".repeat(SIZE));
        bombs.put("nine laughs", () -> "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n");
        bombs.put("a file too large", () -> "x".repeat(4 << 20));
        return bombs.entrySet().stream();
    }

    private static Throwable refusal(Supplier<String> bomb) {
        byte[] bytes = bomb.get().getBytes(StandardCharsets.UTF_8);
        return catchThrowable(() -> Yaml.parse(bytes, "bomb.yaml", YamlLimits.DEFAULT));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bombs")
    void aBombIsRefusedInTime(Map.Entry<String, Supplier<String>> bomb) {
        Throwable refusal = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> refusal(bomb.getValue()));
        assertThat(refusal).isInstanceOf(YamlException.class).hasMessageMatching("(?s)bomb\\.yaml:\\d+:\\d+: .+");
        assertThat(refusal).message().hasSizeLessThan(1_000);
    }

    @Test
    void allBombsAreRefusedInAHeapOf64Megabytes() throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        HostileYamlTest.class.getName())
                .redirectErrorStream(true)
                .start();
        try {
            String output = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(child.waitFor()).as(output).isZero();
            assertThat(output).contains("refused " + bombs().count());
        } finally {
            child.destroyForcibly();
        }
    }

    /** Parses all bombs, in a JVM with little memory. */
    public static void main(String[] arguments) {
        long refused = bombs().filter(bomb -> refusal(bomb.getValue()) instanceof YamlException)
                .count();
        System.out.println("refused " + refused);
    }

    @Test
    void aLargeButHonestFileIsReadInTime() {
        String numbers = "a: [" + "1,".repeat(SIZE / 2 - 10) + "]";
        YamlNode read = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> Yaml.parse(numbers, "large.yaml"));
        assertThat(read.at("a").list().items()).hasSize(SIZE / 2 - 10);
    }

    /** Any bytes give a tree or a refusal, never another exception. */
    @Test
    void damagedFilesAreReadOrRefused() {
        byte[] sound = """
                # yaml-language-server: $schema=../schema/run.schema.json
                name: first
                networks:
                  - {name: classifier, weight: 1.0e-3, "quoted": 'single', list: [1, 2, 0x1F, -3.5, ~, true]}
                  - ? complex
                    : |
                     block
                     text
                  - >-
                     folded "text" \\ here
                  - "escapes \\n \\x41 \\u00e9 \\U0001F600"
                """.getBytes(StandardCharsets.UTF_8);
        Laws.forAll(3_000, random -> damaged(sound, random), (bytes, random) -> {
            Throwable thrown = catchThrowable(() -> Yaml.parse(bytes, "damaged.yaml", YamlLimits.DEFAULT));
            if (thrown != null) {
                assertThat(thrown)
                        .as(new String(bytes, StandardCharsets.ISO_8859_1))
                        .isInstanceOf(YamlException.class);
            }
        });
    }

    private static byte[] damaged(byte[] sound, RandomGenerator random) {
        byte[] bytes = sound.clone();
        String special = "\n\t \"'[]{},:#&*!|>%@`?-\\~<=\u0000\u007f";
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            bytes[random.nextInt(bytes.length)] = random.nextInt(4) == 0
                    ? (byte) random.nextInt(256)
                    : (byte) special.charAt(random.nextInt(special.length()));
        }
        return bytes;
    }
}
