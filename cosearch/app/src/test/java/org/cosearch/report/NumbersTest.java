package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.cosearch.laws.Laws;
import org.cosearch.report.Convergence.Point;
import org.cosearch.report.Convergence.Replicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

    @Test
    void exactNumbersReadBackAndAreTheShortest() {
        Laws.forAll(1_000, random -> Double.longBitsToDouble(random.nextLong()), (value, random) -> {
            if (Double.isFinite(value)) {
                assertThat(Double.parseDouble(Numbers.exact(value))).isEqualTo(value);
            }
        });
        // Double.toString of Java 17 prints 1.9999999999999998E23, that of Java 19 and later 2.0E23 (JDK-4511638).
        assertThat(Numbers.exact(Double.parseDouble("2E23"))).isEqualTo("2.0E23");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "91.33333333, 91.333",
        "0.812499, 0.8125",
        "1234567, 1234567",
        "-0.5, -0.5",
        "100, 100",
        "0.00001, 1.000e-05",
        "3e12, 3.000e+12",
        "99999.6, 100000"
    })
    void numbersForPeopleHaveFiveDigits(double value, String text) {
        assertThat(Numbers.readable(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0.25, 0.3 s", "41.2, 41 s", "581.3, 9 min 41 s", "59.7, 1 min 0 s", "7740, 2 h 9 min"})
    void durationsForPeople(double seconds, String text) {
        assertThat(Numbers.duration(seconds)).isEqualTo(text);
    }

    /** R, {@code quantile(c(1, 2, 4, 8), c(0.25, 0.5, 0.75), type = 7)}: 1.75 3.00 5.00. */
    @Test
    void quantilesAreThoseOfR() {
        List<Double> values = List.of(8.0, 1.0, 4.0, 2.0);
        assertThat(Numbers.quantile(values, 0.25)).isEqualTo(1.75);
        assertThat(Numbers.quantile(values, 0.5)).isEqualTo(3);
        assertThat(Numbers.quantile(values, 0.75)).isEqualTo(5);
        assertThat(Numbers.quantile(values, 0)).isEqualTo(1);
        assertThat(Numbers.quantile(values, 1)).isEqualTo(8);
        assertThat(Numbers.quantile(List.of(3.0), 0.3)).isEqualTo(3);
    }

    @Test
    void aScaleShowsAllItsValuesBetweenRoundTicks() {
        Laws.forAll(
                300,
                random -> random.doubles(1 + random.nextInt(5), -1, 1)
                        .map(u -> u * Math.pow(10, random.nextInt(9) - 4))
                        .boxed()
                        .toList(),
                (values, random) -> {
                    Scale scale = Scale.showing(values);
                    assertThat(scale.ticks()).isSorted().hasSizeBetween(2, 12);
                    assertThat(values).allMatch(scale::contains);
                    assertThat(scale.position(scale.low())).isZero();
                    assertThat(scale.position(scale.high())).isEqualTo(1, within(1e-12));
                });
    }

    @Test
    void valuesOverManyDecadesGetALogarithmicScale() {
        Scale scale = Scale.showing(List.of(0.02, 3.0, 40.0));

        assertThat(scale.logarithmic()).isTrue();
        assertThat(scale.ticks()).containsExactly(0.01, 0.1, 1.0, 10.0, 100.0);
        assertThat(scale.position(1)).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void aBandIsTheMedianAndTheRangeOfStepCurves() {
        Replicate first = new Replicate(1, List.of(new Point(1, 0, 0.1), new Point(5, 0, 0.5)));
        Replicate second = new Replicate(2, List.of(new Point(2, 0, 0.3)));
        Replicate third = new Replicate(3, List.of(new Point(1, 0, 0.2), new Point(6, 0, 0.9)));

        Band band = Band.of(List.of(first, second, third), Point::evaluations);

        assertThat(band.at()).containsExactly(1.0, 2.0, 5.0, 6.0);
        assertThat(band.low()).containsExactly(0.0, 0.1, 0.2, 0.3);
        assertThat(band.median()).containsExactly(0.1, 0.2, 0.3, 0.5);
        assertThat(band.high()).containsExactly(0.2, 0.3, 0.5, 0.9);
    }

    @Test
    void longCurvesAreThinnedButKeepTheirEnds() {
        List<Point> points = java.util.stream.IntStream.range(0, 10_000)
                .mapToObj(i -> new Point(i, i, i / 1e4))
                .toList();

        Band band = Band.of(List.of(new Replicate(1, points)), Point::evaluations);

        assertThat(band.at()).hasSize(400).startsWith(0.0).endsWith(9_999.0);
        assertThat(band.median()).endsWith(0.9999);
    }
}
