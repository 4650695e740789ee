package org.cosearch.accelerator.template;

import java.util.List;
import org.cosearch.space.Space;
import org.cosearch.yaml.Binding;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.YamlList;
import org.cosearch.yaml.YamlNode;

/** The whole numbers that a parameter of a template may be. */
public sealed interface Domain {

    /** The most values of a range. */
    int MOST_VALUES = 65_536;

    /** The most values that can be listed. */
    int MOST_CHOICES = 1_024;

    /** The decision. */
    Space space();

    /** The smallest value. */
    int least();

    /** The largest value. */
    int most();

    /** A value in the middle of their order. */
    int middle();

    /** The values for people. */
    String text();

    /** Numbers without an order. */
    record Choices(List<Integer> values) implements Domain {
        public Choices {
            values = List.copyOf(values);
            if (values.isEmpty() || values.stream().anyMatch(value -> value < 1)) {
                throw new IllegalArgumentException("the values %s are not one or more positive numbers."
                        .formatted(values.size() > 8 ? values.subList(0, 8) + " …" : values));
            }
            if (values.stream().distinct().count() != values.size()) {
                throw new IllegalArgumentException("the values %s are not distinct.".formatted(values));
            }
            if (values.size() > MOST_CHOICES) {
                throw new IllegalArgumentException(
                        "%d values are more than %d.\nMaybe give a range: {min: 1, max: 64, step: 1}."
                                .formatted(values.size(), MOST_CHOICES));
            }
        }

        @Override
        public Space space() {
            return Space.oneOf(values.stream().map(String::valueOf).toArray(String[]::new));
        }

        @Override
        public int least() {
            return values.stream().mapToInt(Integer::intValue).min().orElseThrow();
        }

        @Override
        public int most() {
            return values.stream().mapToInt(Integer::intValue).max().orElseThrow();
        }

        @Override
        public int middle() {
            return values.stream().sorted().toList().get(values.size() / 2);
        }

        @Override
        public String text() {
            return String.join(", ", values.stream().map(String::valueOf).toList());
        }
    }

    /** The numbers min, min + step, … up to max. */
    @Description("The numbers min, min + step, … up to max.")
    record Steps(int min, int max, @Default("1") int step) implements Domain {
        public Steps {
            if (min < 1 || step < 1) {
                throw new IllegalArgumentException(
                        "the range from (%d) in steps of (%d) is not positive.".formatted(min, step));
            }
            ordered(min, max);
            limit((max - min) / step + 1L);
        }

        @Override
        public Space space() {
            return Space.integers(min, max, step);
        }

        @Override
        public int least() {
            return min;
        }

        @Override
        public int most() {
            return min + (max - min) / step * step;
        }

        @Override
        public int middle() {
            return min + ((max - min) / step + 1) / 2 * step;
        }

        @Override
        public String text() {
            return "%d to %d in steps of %d".formatted(min, most(), step);
        }
    }

    /** The numbers min, 2 min, 4 min, … up to max. */
    @Description("The numbers min, 2 min, 4 min, … up to max.")
    record Powers(int min, int max) implements Domain {
        public Powers {
            if (min < 1) {
                throw new IllegalArgumentException("the smallest number (%d) is not positive.".formatted(min));
            }
            ordered(min, max);
        }

        @Override
        public Space space() {
            return Space.powersOfTwo(min, max);
        }

        @Override
        public int least() {
            return min;
        }

        @Override
        public int most() {
            long value = min;
            while (2 * value <= max) {
                value *= 2;
            }
            return (int) value;
        }

        @Override
        public int middle() {
            int doublings = Integer.numberOfTrailingZeros(most() / min);
            return min << (doublings + 1) / 2;
        }

        @Override
        public String text() {
            return "%d to %d, doubling".formatted(min, most());
        }
    }

    /** Reads {@code [1, 2, 4]}, {@code {min: 1, max: 9, step: 2}} or {@code {powers_of_two: {min: 1, max: 64}}}. */
    static Domain read(YamlNode node) {
        if (node instanceof YamlList list) {
            return new Choices(list.items().stream()
                    .map(item -> Binding.strict().bind(item, Integer.class))
                    .toList());
        }
        return node.map()
                .find("powers_of_two")
                .<Domain>map(range -> {
                    node.map().only("powers_of_two");
                    return range.bind(Powers.class);
                })
                .orElseGet(() -> node.bind(Steps.class));
    }

    private static void ordered(int min, int max) {
        if (min > max) {
            throw new IllegalArgumentException(
                    "the smallest number (%d) is above the largest (%d).\nMaybe swap min and max.".formatted(min, max));
        }
    }

    private static void limit(long values) {
        if (values > MOST_VALUES) {
            throw new IllegalArgumentException("%d values are more than %d.\nMaybe use a larger step or powers_of_two."
                    .formatted(values, MOST_VALUES));
        }
    }
}
