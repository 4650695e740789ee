package org.cosearch.accelerator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.cosearch.laws.Laws;
import org.cosearch.yaml.Yaml;
import org.cosearch.yaml.YamlException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {

    private static final Map<String, Long> NAMES = Map.of("pes", 168L, "rows", 12L, "kib", 108L, "zero", 0L);

    private static Expression read(String text) {
        return Expression.read(Yaml.parse(text, "template.yaml"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 7",
                "rows | 12",
                "pes / rows | 14",
                "2 + 3 * 4 | 14",
                "(2 + 3) * 4 | 20",
                "20 - 5 - 3 | 12",
                "100 / 10 / 5 | 2",
                "7 / 2 | 3",
                "kib*1024*8/16 | 55296",
                "root_divisor(pes) | 12",
                "root_divisor(13) | 1",
                "root_divisor(2147483647) | 1",
                "divide_up(7, 2) | 4",
                "divide_up(8, 2) | 4",
                "min(pes, max(rows, 20)) | 20",
                "' rows  +1 ' | 13"
            })
    void arithmeticIsThatOfWholeNumbers(String text, long value) {
        assertThat(read("\"" + text + "\"").value(NAMES)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'2 +' | the expression ends too early.",
                "'(rows' | the expression ends too early.",
                "'rows)' | unexpected ()) at character 5 of the expression.",
                "'2 ** 3' | unexpected (*) at character 4 of the expression.",
                "'Rows' | unexpected (R) at character 1 of the expression.",
                "'rows; exit' | unexpected (;) at character 5 of the expression.",
                "'max(1)' | function (max) takes 2, not 1.",
                "'mux(1, 2)' | unknown function (mux).",
                "1 + 9999999999999999 | number (9999999999999999) has more than 15 digits.",
                "1.5 | expected a whole number or an expression such as 2 * rows, found the number (1.5).",
                "true | expected a whole number or an expression such as 2 * rows, found the truth value (true)."
            })
    void whatIsNoExpressionIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(YamlException.class)
                .hasMessageStartingWith("template.yaml:1:1: " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pes / zero | (pes / zero) divides by 0 at",
                "divide_up(1, zero) | divides by 0",
                "100000000000000 * 100000000000000 | is beyond 64 bits as written",
                "root_divisor(zero) | root_divisor of (0), not in [1, 2^31 - 1].",
                "root_divisor(99999999999) | root_divisor of (99999999999)"
            })
    void whatHasNoValueIsRefused(String text, String message) {
        assertThatThrownBy(() -> read("\"" + text + "\"").value(NAMES))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining(message);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> read("\"" + "(".repeat(2000) + "1" + ")".repeat(2000) + "\""))
                .hasMessageContaining("more than 32 parentheses inside one another.\nMaybe name a part of it");
    }

    @Test
    void aValueOutOfBoundsSaysWhichNamesMadeIt() {
        assertThatThrownBy(() -> read("rows * 100").value(NAMES, 1, 1000))
                .hasMessageContaining("(rows * 100) is 1200 at rows = 12, not in [1, 1000].");
    }

    @Test
    void theRootDivisorIsTheLargestUpToTheRoot() {
        Laws.forAll(200, random -> 1L + random.nextInt(1 << 20), (n, random) -> {
            long divisor = read("root_divisor(n)").value(Map.of("n", n));
            assertThat(n % divisor).isZero();
            assertThat(divisor * divisor).isLessThanOrEqualTo(n);
            for (long larger = divisor + 1; larger * larger <= n; larger++) {
                assertThat(n % larger).isPositive();
            }
        });
    }
}
