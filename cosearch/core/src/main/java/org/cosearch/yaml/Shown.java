package org.cosearch.yaml;

/** The form in which messages show what a file says: short, on one line, without control characters. */
final class Shown {

    private static final int LONGEST = 60;

    private Shown() {}

    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        int length = text.codePointCount(0, text.length());
        text.codePoints().limit(length > LONGEST ? LONGEST - 1 : LONGEST).forEach(c -> {
            if (Characters.allowedInText(c) && c != '\n' && c != '\t') {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04X".formatted(c));
            }
        });
        return length > LONGEST ? shown.append('…').toString() : shown.toString();
    }
}
