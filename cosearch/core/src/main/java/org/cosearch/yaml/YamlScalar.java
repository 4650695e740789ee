package org.cosearch.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A single YAML value.
 *
 * @param content the value as written, without quotes and with escapes resolved
 * @param kind what the core schema of YAML 1.2 takes it for; quoted values are {@link Kind#TEXT}
 */
public record YamlScalar(Location location, String content, Kind kind) implements YamlNode {

    /** The type of a scalar. */
    public enum Kind {
        NULL,
        BOOLEAN,
        INTEGER,
        FLOAT,
        TEXT
    }

    private static final Pattern NULL = Pattern.compile("|~|null|Null|NULL");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+");
    private static final Pattern FLOAT = Pattern.compile(
            "[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");
    private static final Pattern LEADING_ZERO = Pattern.compile("[-+]?0[0-9]+");
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(53);

    /** The kind of a plain scalar, as the core schema resolves it (YAML 1.2.2, 10.3.2). */
    static Kind resolve(String content) {
        if (NULL.matcher(content).matches()) {
            return Kind.NULL;
        }
        if (BOOLEAN.matcher(content).matches()) {
            return Kind.BOOLEAN;
        }
        if (INTEGER.matcher(content).matches()) {
            return Kind.INTEGER;
        }
        return FLOAT.matcher(content).matches() ? Kind.FLOAT : Kind.TEXT;
    }

    /** This scalar, refused if it is a number that is ambiguous, too large or not finite. */
    YamlScalar checked() {
        if (kind == Kind.INTEGER) {
            if (LEADING_ZERO.matcher(content).matches()) {
                String digits = content.replaceFirst("0+(?=[0-9])", "");
                throw error(
                        "number (" + Shown.of(content) + ") with a leading zero.",
                        "Maybe " + Shown.of(digits) + ", or \"" + Shown.of(content) + "\" if it is text.");
            }
            if (exact().abs().compareTo(LARGEST) > 0) {
                throw error("number (" + Shown.of(content) + ") beyond 2^53.", "Maybe put it in quotes if it is text.");
            }
        } else if (kind == Kind.FLOAT && !Double.isFinite(real())) {
            throw error("number (" + Shown.of(content) + ") that is not finite.");
        }
        return this;
    }

    @Override
    public YamlScalar scalar() {
        return this;
    }

    @Override
    public String text() {
        return text(true);
    }

    /** The content; refused if {@code strict} and the kind is not text. */
    String text(boolean strict) {
        if (strict && kind != Kind.TEXT) {
            throw kind == Kind.NULL
                    ? expected("text")
                    : error(
                            "expected text, found " + description() + ".",
                            "Maybe put it in quotes: \"" + Shown.of(content) + "\".");
        }
        return content;
    }

    @Override
    public long integer() {
        if (kind == Kind.INTEGER) {
            return exact().longValueExact();
        }
        throw error("expected a whole number, found " + description() + ".", numberAdvice(true));
    }

    @Override
    public double number() {
        if (kind == Kind.INTEGER) {
            return exact().doubleValue();
        }
        if (kind == Kind.FLOAT) {
            return real();
        }
        throw error("expected a number, found " + description() + ".", numberAdvice(false));
    }

    @Override
    public boolean truth() {
        String lower = content.toLowerCase(Locale.ROOT);
        if (kind == Kind.BOOLEAN) {
            return lower.equals("true");
        }
        String advice = switch (lower) {
            case "yes", "on", "y", "1", "true" -> "Maybe true.";
            case "no", "off", "n", "0", "false" -> "Maybe false.";
            default -> "";
        };
        throw error("expected true or false, found " + description() + ".", advice);
    }

    @Override
    public Object plain() {
        return switch (kind) {
            case NULL -> Optional.empty();
            case BOOLEAN -> truth();
            case INTEGER -> integer();
            case FLOAT -> number();
            case TEXT -> content;
        };
    }

    @Override
    public String description() {
        return switch (kind) {
            case NULL -> "nothing";
            case BOOLEAN -> "the truth value (" + content + ")";
            case INTEGER, FLOAT -> "the number (" + Shown.of(content) + ")";
            case TEXT -> "text (" + Shown.of(content) + ")";
        };
    }

    /** What a number may have been meant by a scalar that is none: quoted, with separators, or whole but with a point. */
    private String numberAdvice(boolean whole) {
        String bare = content.replaceAll("[_,' ]", "");
        Kind resolved = resolve(bare);
        if (bare.length() > 20 || LEADING_ZERO.matcher(bare).matches()) {
            return "";
        }
        if (resolved == Kind.INTEGER || (!whole && resolved == Kind.FLOAT)) {
            return "Maybe " + bare + (kind == Kind.TEXT && bare.equals(content) ? ", without quotes." : ".");
        }
        if (whole && kind == Kind.FLOAT && real() == Math.rint(real()) && Math.abs(real()) < 1e15) {
            return "Maybe " + (long) real() + ".";
        }
        return "";
    }

    private BigInteger exact() {
        if (content.startsWith("0x")) {
            return new BigInteger(content.substring(2), 16);
        }
        if (content.startsWith("0o")) {
            return new BigInteger(content.substring(2), 8);
        }
        return new BigInteger(content.startsWith("+") ? content.substring(1) : content);
    }

    private double real() {
        String lower = content.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return lower.equals(".nan") ? Double.NaN : Double.parseDouble(content);
    }

    /** The shortest decimal that reads back as {@code value}, with a point or an exponent. */
    static String shortest(double value) {
        if (value == 0) {
            return 1 / value < 0 ? "-0.0" : "0.0";
        }
        BigDecimal exact = new BigDecimal(value);
        BigDecimal shortest = exact;
        for (int digits = 1; digits <= 17; digits++) {
            shortest = exact.round(new MathContext(digits));
            if (shortest.doubleValue() == value) {
                break;
            }
        }
        shortest = shortest.stripTrailingZeros();
        int exponent = shortest.precision() - shortest.scale() - 1;
        if (exponent >= -5 && exponent < 16) {
            String plain = shortest.toPlainString();
            return plain.indexOf('.') < 0 ? plain + ".0" : plain;
        }
        String digits = shortest.unscaledValue().abs().toString();
        return (value < 0 ? "-" : "")
                + digits.charAt(0)
                + "."
                + (digits.length() > 1 ? digits.substring(1) : "0")
                + "e"
                + (exponent < 0 ? "-" : "+")
                + Math.abs(exponent);
    }
}
