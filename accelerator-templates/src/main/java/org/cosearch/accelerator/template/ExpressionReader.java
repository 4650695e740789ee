package org.cosearch.accelerator.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cosearch.accelerator.template.Expression.Call;
import org.cosearch.accelerator.template.Expression.Function;
import org.cosearch.accelerator.template.Expression.Operation;
import org.cosearch.accelerator.template.Expression.Reference;
import org.cosearch.accelerator.template.Expression.Term;
import org.cosearch.yaml.Nearest;
import org.cosearch.yaml.YamlException;
import org.cosearch.yaml.YamlScalar;

/**
 * The reader of expressions, by recursive descent:
 *
 * <pre>
 * sum     = product { ("+" | "-") product }
 * product = unit { ("*" | "/") unit }
 * unit    = digits | name | name "(" sum { "," sum } ")" | "(" sum ")"
 * </pre>
 */
final class ExpressionReader {

    private static final int DEEPEST = 32;
    private static final int MOST_DIGITS = 15;

    private final YamlScalar node;
    private final String text;
    private final Set<String> names;
    private int at;
    private int depth;

    /** @param names receives the names that the text refers to */
    ExpressionReader(YamlScalar node, Set<String> names) {
        this.node = node;
        this.text = node.content();
        this.names = names;
    }

    Term read() {
        Term term = sum();
        skipBlanks();
        if (at < text.length()) {
            throw unexpected();
        }
        return term;
    }

    private Term sum() {
        Term left = product();
        while (next('+') || next('-')) {
            char sign = text.charAt(at - 1);
            left = new Operation(sign, left, product());
        }
        return left;
    }

    private Term product() {
        Term left = unit();
        while (next('*') || next('/')) {
            char sign = text.charAt(at - 1);
            left = new Operation(sign, left, unit());
        }
        return left;
    }

    private Term unit() {
        if (next('(')) {
            return inParentheses();
        }
        int begin = at;
        while (at < text.length() && isDigit(text.charAt(at))) {
            at++;
        }
        if (at > begin) {
            if (at - begin > MOST_DIGITS) {
                throw node.error(
                        "number (%s) has more than %d digits.".formatted(text.substring(begin, at), MOST_DIGITS));
            }
            return new Expression.Number(Long.parseLong(text.substring(begin, at)));
        }
        while (at < text.length() && isNamePart(text.charAt(at))) {
            at++;
        }
        if (at == begin) {
            throw unexpected();
        }
        String name = text.substring(begin, at);
        if (next('(')) {
            return call(name);
        }
        names.add(name);
        return new Reference(name);
    }

    private Term inParentheses() {
        deeper();
        Term inner = sum();
        close();
        return inner;
    }

    private Term call(String name) {
        Function function = Arrays.stream(Function.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> node.error(
                        "unknown function (%s).".formatted(name),
                        Nearest.advice(
                                name,
                                Arrays.stream(Function.values())
                                        .map(known -> known.name().toLowerCase(Locale.ROOT))
                                        .toList())));
        deeper();
        List<Term> arguments = new ArrayList<>(List.of(sum()));
        while (next(',')) {
            arguments.add(sum());
        }
        close();
        if (arguments.size() != function.arity()) {
            throw node.error("function (%s) takes %d, not %d.".formatted(name, function.arity(), arguments.size()));
        }
        return new Call(function, arguments);
    }

    private void deeper() {
        depth++;
        if (depth > DEEPEST) {
            throw node.error(
                    "more than %d parentheses inside one another.".formatted(DEEPEST),
                    "Maybe name a part of it under values.");
        }
    }

    private void close() {
        if (!next(')')) {
            throw unexpected();
        }
        depth--;
    }

    /** Whether the next character that is no blank is {@code c}, which is then passed. */
    private boolean next(char c) {
        skipBlanks();
        boolean found = at < text.length() && text.charAt(at) == c;
        at += found ? 1 : 0;
        return found;
    }

    private void skipBlanks() {
        while (at < text.length() && text.charAt(at) == ' ') {
            at++;
        }
    }

    private YamlException unexpected() {
        return at < text.length()
                ? node.error("unexpected (%s) at character %d of the expression."
                        .formatted(text.substring(at, text.offsetByCodePoints(at, 1)), at + 1))
                : node.error("the expression ends too early.");
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return c == '_' || (c >= 'a' && c <= 'z') || isDigit(c);
    }
}
