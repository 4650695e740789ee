package org.cosearch.accelerator.template;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlNode;
import org.cosearch.yaml.YamlScalar;

/**
 * A whole number written as arithmetic over named values, such as {@code rows * (capacity_kib * 1024 / mac_bits)}.
 *
 * <p>Products bind stronger than sums; {@code /} rounds down; the functions are those of {@link Function}. Results beyond
 * 64 bits and divisions by zero are refused at the place of the text.
 */
final class Expression {

    /** What can be called, by its name in lower case. */
    enum Function {
        /** The smaller of two. */
        MIN,
        /** The larger of two. */
        MAX,
        /** The quotient of two, rounded up. */
        DIVIDE_UP,
        /** The largest divisor of a number of at most 2³¹ - 1 that is at most its square root. */
        ROOT_DIVISOR;

        int arity() {
            return this == ROOT_DIVISOR ? 1 : 2;
        }
    }

    /** A part of an expression. */
    sealed interface Term {
        long value(Map<String, Long> names);
    }

    record Number(long value) implements Term {
        @Override
        public long value(Map<String, Long> names) {
            return value;
        }
    }

    record Reference(String name) implements Term {
        @Override
        public long value(Map<String, Long> names) {
            Long value = names.get(name);
            if (value == null) {
                throw new IllegalArgumentException("nothing has the name (%s).".formatted(name));
            }
            return value;
        }
    }

    record Operation(char sign, Term left, Term right) implements Term {
        @Override
        public long value(Map<String, Long> names) {
            long a = left.value(names);
            long b = right.value(names);
            return switch (sign) {
                case '+' -> Math.addExact(a, b);
                case '-' -> Math.subtractExact(a, b);
                case '*' -> Math.multiplyExact(a, b);
                default -> Math.floorDiv(a, b);
            };
        }
    }

    record Call(Function function, List<Term> arguments) implements Term {
        @Override
        public long value(Map<String, Long> names) {
            long a = arguments.get(0).value(names);
            if (function == Function.ROOT_DIVISOR) {
                return rootDivisor(a);
            }
            long b = arguments.get(1).value(names);
            return switch (function) {
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
                default -> Math.negateExact(Math.floorDiv(Math.negateExact(a), b));
            };
        }

        private static long rootDivisor(long n) {
            if (n < 1 || n > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("root_divisor of (%d), not in [1, 2^31 - 1].".formatted(n));
            }
            long divisor = (long) Math.sqrt((double) n);
            while (n % divisor != 0) {
                divisor--;
            }
            return divisor;
        }
    }

    private final YamlNode place;
    private final Term term;
    private final Set<String> names;

    private Expression(YamlNode place, Term term, Set<String> names) {
        this.place = place;
        this.term = term;
        this.names = names;
    }

    /**
     * Reads a whole number or a text.
     *
     * @throws YamlException if it is no expression
     */
    static Expression read(YamlNode node) {
        YamlScalar scalar = node.scalar();
        if (scalar.kind() == YamlScalar.Kind.INTEGER) {
            return new Expression(node, new Number(scalar.integer()), Set.of());
        }
        if (scalar.kind() != YamlScalar.Kind.TEXT) {
            throw node.expected("a whole number or an expression such as 2 * rows");
        }
        Set<String> names = new LinkedHashSet<>();
        Term term = new ExpressionReader(scalar, names).read();
        return new Expression(node, term, names);
    }

    /** The names that it refers to. */
    Set<String> names() {
        return names;
    }

    /** Where it stands. */
    YamlNode place() {
        return place;
    }

    /**
     * Its value.
     *
     * @throws YamlException if it has none
     */
    long value(Map<String, Long> values) {
        try {
            return term.value(values);
        } catch (ArithmeticException beyond) {
            throw place.error("(%s) %s %s."
                    .formatted(
                            place.plain(),
                            "/ by zero".equals(beyond.getMessage()) ? "divides by 0" : "is beyond 64 bits",
                            given(values)));
        } catch (IllegalArgumentException refused) {
            throw place.error("%s".formatted(refused.getMessage()));
        }
    }

    /** Its value, refused unless it is in [{@code least}, {@code most}]. */
    long value(Map<String, Long> values, long least, long most) {
        long value = value(values);
        if (value < least || value > most) {
            throw place.error(
                    "(%s) is %d %s, not in [%d, %d].".formatted(place.plain(), value, given(values), least, most));
        }
        return value;
    }

    private String given(Map<String, Long> values) {
        List<String> used = names.stream()
                .filter(values::containsKey)
                .map(name -> name + " = " + values.get(name))
                .toList();
        return used.isEmpty() ? "as written" : "at " + String.join(", ", used);
    }

    @Override
    public String toString() {
        return String.valueOf(place.plain());
    }
}
