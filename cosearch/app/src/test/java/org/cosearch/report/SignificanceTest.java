package org.cosearch.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.report.Convergence.Method;
import org.cosearch.report.Convergence.Point;
import org.cosearch.report.Convergence.Replicate;
import org.junit.jupiter.api.Test;

class SignificanceTest {

    @Test
    void fiveSeedsThatAreAllBetterAreSignificant() {
        Significance against = Significance.of(method("own", 6, 7, 8, 9, 10), List.of(method("other", 1, 2, 3, 4, 5)))
                .get(0);

        // U is 0 of 25: z = -12.5 / sqrt(25 * 11 / 12), two-sided
        assertThat(against.p()).isCloseTo(0.009023, within(1e-6));
        assertThat(against.holm()).isEqualTo(against.p());
        assertThat(against.better()).isEqualTo(1);
        assertThat(against.text()).isEqualTo("other: p 0.0090234 (Holm 0.0090234), A12 1");
    }

    @Test
    void equalMethodsAreNotToldApart() {
        Significance against = Significance.of(method("own", 1, 2, 3), List.of(method("other", 1, 2, 3)))
                .get(0);

        assertThat(against.p()).isCloseTo(1, within(1e-9));
        assertThat(against.better()).isEqualTo(0.5);
    }

    @Test
    void holmsCorrectionDependsOnTheOthers() {
        assertThat(Significance.holm(new double[] {0.04, 0.01, 0.03}))
                .containsExactly(new double[] {0.06, 0.03, 0.06}, within(1e-12));
        assertThat(Significance.holm(new double[] {0.6, 0.7})).containsExactly(1, 1);
    }

    private static Method method(String name, double... finals) {
        List<Replicate> replicates = new ArrayList<>();
        for (double last : finals) {
            replicates.add(new Replicate(replicates.size(), List.of(new Point(10, 1, last))));
        }
        return new Method(Method.Kind.SAME_STRATEGY, name, replicates);
    }
}
