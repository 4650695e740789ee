package org.cosearch.yaml;

/** The form in which messages show what a file says: short, on one line, without control characters. */
final class Shown {

    private static final int LONGEST = 60;

    private static final int LONGEST_FILE = 4_096;

    private Shown() {}

    static String of(String text) {
        return of(text, LONGEST);
    }

    /** The name of a file, which is only cut where no file can be. */
    static String file(String name) {
        return of(name, LONGEST_FILE);
    }

    private static String of(String text, int longest) {
        StringBuilder shown = new StringBuilder();
        int length = text.codePointCount(0, text.length());
        text.codePoints().limit(length > longest ? longest - 1 : longest).forEach(c -> {
            if (Characters.allowedInText(c) && c != '\n' && c != '\t') {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u%04X".formatted(c));
            }
        });
        return length > longest ? shown.append('…').toString() : shown.toString();
    }
}
