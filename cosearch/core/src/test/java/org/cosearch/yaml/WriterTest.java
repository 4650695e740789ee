package org.cosearch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.junit.jupiter.api.Test;

final class WriterTest {

    @Test
    void writingThenReadingGivesTheValueBack() {
        Laws.forAll(2_000, random -> value(random, 0), (value, random) -> {
            String text = Yaml.write(value);
            YamlNode read = Yaml.parse(text, "written");
            assertThat(read.plain()).as(text).isEqualTo(value);
            assertThat(Yaml.write(read)).isEqualTo(text);
        });
    }

    private static Object value(RandomGenerator random, int depth) {
        return switch (random.nextInt(depth > 4 ? 5 : 8)) {
            case 0 -> Optional.empty();
            case 1 -> random.nextBoolean();
            case 2 -> random.nextLong(-(1L << 53), (1L << 53) + 1) >> random.nextInt(54);
            case 3 -> finite(random);
            case 4 -> text(random);
            case 5, 6 -> {
                Map<String, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(text(random), value(random, depth + 1));
                }
                yield map;
            }
            default -> {
                List<Object> list = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    list.add(value(random, depth + 1));
                }
                yield list;
            }
        };
    }

    private static double finite(RandomGenerator random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) && random.nextBoolean() ? value : random.nextInt(1000) / 8.0;
    }

    private static String text(RandomGenerator random) {
        String alphabet = "ab1 0.-_:#,[]{}&*!|>'\"%@`?\\\n\t~<=/é漢😀nye";
        int[] codePoints = alphabet.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(8); i > 0; i--) {
            text.appendCodePoint(codePoints[random.nextInt(codePoints.length)]);
        }
        return text.toString();
    }

    @Test
    void theFormIsBlocksWithShortListsInBrackets() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("name", "a b");
        value.put("specs", List.of("latency_ms <= 1.0", "yes", "12"));
        value.put("parts", List.of(Map.of("x", List.of(1L, 2.5)), List.of(List.of(1L), List.of()), Map.of()));
        value.put("long", List.of("x".repeat(60), "y".repeat(60)));
        assertThat(Yaml.write(value)).isEqualTo("""
                name: a b
                specs: [latency_ms <= 1.0, "yes", "12"]
                parts:
                  - x: [1, 2.5]
                  - - [1]
                    - []
                  - {}
                long:
                  - %s
                  - %s
                """.formatted("x".repeat(60), "y".repeat(60)));
    }

    @Test
    void numbersAreAsShortAsTheyReadBack() {
        assertThat(
                        List.of(0.1, 1e-3, 5e-5, 2e-6, 1e15, 1e16, -2.0E-3, Math.pow(10, 22), Double.MIN_VALUE, -0.0)
                                .stream()
                                .map(YamlScalar::shortest))
                .containsExactly(
                        "0.1",
                        "0.001",
                        "0.00005",
                        "2.0e-6",
                        "1000000000000000.0",
                        "1.0e+16",
                        "-0.002",
                        "1.0e+22",
                        "5.0e-324",
                        "-0.0");
    }

    @Test
    void whatCannotBeReadBackIsNotWritten() {
        for (Object value : List.of(Double.NaN, 1L << 54, "\u0000", new Object())) {
            assertThatThrownBy(() -> Yaml.write(value)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
