package org.cosearch.report;

/**
 * Text of users made safe to show: control characters, bidirectional overrides and broken surrogates become visible
 * escapes, so that no name moves a terminal's cursor, reverses a line or breaks an XML file.
 */
final class Printable {

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    private Printable() {}

    /** {@code text} on one line: line breaks and tabs become spaces. */
    static String line(String text) {
        return text(text.replace("\r\n", " ").replace('\n', ' ').replace('\t', ' '));
    }

    /** {@code text} with its line breaks and tabs. */
    static String text(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (c == '\n' || c == '\t') {
                safe.appendCodePoint(c);
            } else if (hidden(c)) {
                safe.append(c <= 0xFFFF ? "\\u%04x".formatted(c) : "\\u{%x}".formatted(c));
            } else {
                safe.appendCodePoint(c);
            }
        });
        return safe.toString();
    }

    /** {@code text} on one line, cut to {@code length} characters with an ellipsis. */
    static String line(String text, int length) {
        String line = line(text);
        return line.codePointCount(0, line.length()) <= length
                ? line
                : line.substring(0, line.offsetByCodePoints(0, length - 1)) + "…";
    }

    /** {@code text} on one line, inert between tags and in quotes of HTML and XML. */
    static String markup(String text) {
        return line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static boolean hidden(int c) {
        boolean noncharacter = (c & 0xFFFE) == 0xFFFE;
        return noncharacter
                || switch (Character.getType(c)) {
                    case Character.CONTROL,
                            Character.SURROGATE,
                            Character.LINE_SEPARATOR,
                            Character.PARAGRAPH_SEPARATOR -> true;
                    case Character.FORMAT -> c != ZERO_WIDTH_JOINER && c != ZERO_WIDTH_NON_JOINER;
                    default -> false;
                };
    }
}
