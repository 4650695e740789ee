package org.cosearch.yaml;

/** The characters that a file may hold. */
final class Characters {

    private Characters() {}

    /**
     * Whether text may hold {@code codePoint}: no control characters but tab and line feed, no line breaks that only
     * some readers count, no byte order mark, no direction overrides (which make a file read other than it is), no
     * surrogates and no non-characters.
     */
    static boolean allowedInText(int codePoint) {
        if (codePoint < 0x20) {
            return codePoint == '\t' || codePoint == '\n';
        }
        boolean control = codePoint >= 0x7F && codePoint <= 0x9F;
        boolean lineBreak = codePoint == 0x2028 || codePoint == 0x2029;
        boolean direction =
                (codePoint >= 0x202A && codePoint <= 0x202E) || (codePoint >= 0x2066 && codePoint <= 0x2069);
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        boolean nonCharacter = (codePoint & 0xFFFE) == 0xFFFE || (codePoint >= 0xFDD0 && codePoint <= 0xFDEF);
        return !(control || lineBreak || direction || surrogate || nonCharacter || codePoint == 0xFEFF);
    }
}
