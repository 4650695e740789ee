package org.cosearch.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BindingTest {

    enum Optimizer {
        SGD,
        ADAM_W,
        @Name("rms")
        RMS_PROP
    }

    @Variants("by")
    sealed interface Accuracy {}

    record Training(
            int epochs, Optimizer optimizer, @Default("0.1") double learningRate) implements Accuracy {
        Training {
            if (epochs < 1) {
                throw new IllegalArgumentException("The epochs (%d) are not positive.\nMaybe 1.".formatted(epochs));
            }
        }
    }

    sealed interface Scored extends Accuracy {}

    record ZeroCost(Optional<String> score) implements Scored {}

    record Range(long min, long max) {
        Range {
            if (min > max) {
                throw new IllegalArgumentException(
                        "The smallest value (%d) is above the largest (%d).".formatted(min, max));
            }
        }
    }

    record Run(
            String name,
            Accuracy accuracy,
            @Default("[]") List<Range> ranges,
            @Default("{}") Map<String, Double> weights,
            @Default("false") boolean quiet,
            Optional<Long> seed) {}

    private static final String FULL = """
            name: first
            accuracy:
              by: training
              epochs: 2
              optimizer: adam-w
              learning_rate: 0.5
            ranges:
              - min: 1
                max: 2
            weights:
              b: 1.0
              a: 2.0
            quiet: true
            seed: 0
            """;

    private static Run run(String text) {
        return Yaml.parse(text, "run.yaml").bind(Run.class);
    }

    @Test
    void aMapBecomesARecord() {
        Run run = run(FULL);
        assertThat(run)
                .isEqualTo(new Run(
                        "first",
                        new Training(2, Optimizer.ADAM_W, 0.5),
                        List.of(new Range(1, 2)),
                        Map.of("a", 2.0, "b", 1.0),
                        true,
                        Optional.of(0L)));
        assertThat(run.weights().keySet()).containsExactly("b", "a");
    }

    @Test
    void missingOptionalKeysHaveTheirDefaults() {
        assertThat(run("name: x\naccuracy: {by: zero-cost}"))
                .isEqualTo(new Run("x", new ZeroCost(Optional.empty()), List.of(), Map.of(), false, Optional.empty()));
    }

    @Test
    void aRecordIsWrittenAsItIsRead() {
        assertThat(Yaml.write(run(FULL))).isEqualTo(FULL);
        assertThat(run(Yaml.write(run("name: x\naccuracy: {by: zero-cost}"))).ranges())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {nam: x}                                                   | 1:2: unknown key (nam).                                        | Maybe name.
            {zzzzz: x}                                                 | 1:2: unknown key (zzzzz).                                      | Maybe one of name, accuracy, ranges, weights, quiet, seed.
            {name: x}                                                  | 1:1: missing key (accuracy).                                   |
            {name: 1, accuracy: {by: zero-cost}}                       | 1:8: name: expected text, found the number (1).                | Maybe put it in quotes: "1".
            {name: , accuracy: {by: zero-cost}}                        | 1:7: name: expected text, found nothing.                       |
            {name: [x], accuracy: {by: zero-cost}}                     | 1:8: name: expected text, found a list.                        |
            {name: x, accuracy: training}                              | 1:21: accuracy: expected a map, found text (training).         |
            {name: x, accuracy: {epochs: 1}}                           | 1:21: accuracy: missing key (by).                              | Maybe one of training, zero-cost.
            {name: x, accuracy: {by: trainin}}                         | 1:26: accuracy.by: unknown value (trainin).                    | Maybe training.
            {name: x, accuracy: {by: zero-cost, epochs: 1}}            | 1:37: accuracy: unknown key (epochs).                          | Maybe score.
            {name: x, accuracy: {by: training, epochs: 0, optimizer: sgd}}    | 1:44: accuracy.epochs: The epochs (0) are not positive. | Maybe 1.
            {name: x, accuracy: {by: training, epochs: 1.5, optimizer: sgd}}  | 1:44: accuracy.epochs: expected a whole number, found the number (1.5). |
            {name: x, accuracy: {by: training, epochs: 2.0, optimizer: sgd}}  | 1:44: accuracy.epochs: expected a whole number, found the number (2.0). | Maybe 2.
            {name: x, accuracy: {by: training, epochs: 1_0, optimizer: sgd}}  | 1:44: accuracy.epochs: expected a whole number, found text (1_0). | Maybe 10.
            {name: x, accuracy: {by: training, epochs: "3", optimizer: sgd}}  | 1:44: accuracy.epochs: expected a whole number, found text (3). | Maybe 3, without quotes.
            {name: x, accuracy: {by: training, epochs: 3000000000, optimizer: sgd}} | 1:44: accuracy.epochs: number (3000000000) beyond 2147483647. |
            {name: x, accuracy: {by: training, epochs: 1, optimizer: adamw}}  | 1:58: accuracy.optimizer: unknown value (adamw).        | Maybe adam-w.
            {name: x, accuracy: {by: training, epochs: 1, optimizer: 7}}      | 1:58: accuracy.optimizer: unknown value (7).            | Maybe one of sgd, adam-w, rms.
            {name: x, accuracy: {by: zero-cost}, ranges: [{min: 2, max: 1}]}  | 1:47: ranges[0]: The smallest value (2) is above the largest (1). |
            {name: x, accuracy: {by: zero-cost}, weights: {a: b}}      | 1:51: weights.a: expected a number, found text (b).            |
            {name: x, accuracy: {by: zero-cost}, quiet: no}            | 1:45: quiet: expected true or false, found text (no).          | Maybe false.
            """)
    void whatDoesNotFitIsRefusedAtItsPlace(String text, String problem, String advice) {
        assertThatThrownBy(() -> run(text))
                .isInstanceOf(YamlException.class)
                .hasMessage("run.yaml:" + problem + (advice == null ? "" : "\n" + advice));
    }

    record Limited(
            @Bounds(atLeast = 1, atMost = 9) int closed,
            @Bounds(above = 0, below = 0.5) Optional<Double> open,
            @Default("[]") @Bounds(atLeast = 2) List<Integer> each) {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {closed: 0}              | 1:10: closed: the number (0) is below 1.
            {closed: 10}             | 1:10: closed: the number (10) is above 9.
            {closed: 1, open: 0}     | 1:19: open: the number (0) is not above 0.
            {closed: 1, open: 0.5}   | 1:19: open: the number (0.5) is not below 0.5.
            {closed: 1, each: [2, 1]}| 1:23: each[1]: the number (1) is below 2.
            """)
    void numbersOutOfBoundsAreRefused(String text, String problem) {
        assertThatThrownBy(() -> Yaml.parse(text, "x").bind(Limited.class)).hasMessage("x:" + problem);
        assertThat(Yaml.parse("{closed: 9, open: 0.25, each: [2, 3]}", "x").bind(Limited.class))
                .isEqualTo(new Limited(9, Optional.of(0.25), List.of(2, 3)));
    }

    @Test
    void whatIsMadeOfANodeIsRefusedAtTheNode() {
        YamlNode node = Yaml.parse("a: 7", "x").at("a");
        assertThat(node.<Long>make(node::integer)).isEqualTo(7);
        assertThatThrownBy(() -> node.make(() -> {
                    throw new IllegalArgumentException("no sevens.\nMaybe 8.");
                }))
                .isInstanceOf(YamlException.class)
                .hasMessage("x:1:4: a: no sevens.\nMaybe 8.");
    }

    record Length(double meters) {}

    record Road(Length length) {}

    @Test
    void aTypeCanBringItsOwnForm() {
        Binding binding = Binding.strict()
                .with(
                        Length.class,
                        node -> {
                            if (!node.text().endsWith(" m")) {
                                throw new IllegalArgumentException("The length (%s) is not in m.\nMaybe %s m."
                                        .formatted(node.text(), node.text()));
                            }
                            return new Length(Double.parseDouble(node.text().replace(" m", "")));
                        },
                        length -> length.meters() + " m");
        Road road = new Road(new Length(1.5));
        assertThat(binding.bind(Yaml.parse("length: 1.5 m", "road.yaml"), Road.class))
                .isEqualTo(road);
        assertThat(binding.write(road)).isEqualTo("length: \"1.5 m\"\n");
        assertThatThrownBy(() -> binding.bind(Yaml.parse("length: far", "road.yaml"), Road.class))
                .hasMessage("road.yaml:1:9: length: The length (far) is not in m.\nMaybe far m.");
    }

    @Test
    void aTypeWithoutAFormIsAnErrorOfTheProgram() {
        record Odd(Object anything) {}
        assertThatThrownBy(() -> Yaml.parse("anything: 1", "x").bind(Odd.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("java.lang.Object");
    }
}
