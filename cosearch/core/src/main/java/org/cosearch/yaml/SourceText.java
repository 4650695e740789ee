package org.cosearch.yaml;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The text of a file: strict UTF-8 without a byte order mark and without characters that text does not need. */
final class SourceText {

    private SourceText() {}

    /** The decoded and checked text of {@code bytes}. */
    static String decode(byte[] bytes, String source) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CoderResult result = decoder.decode(input, text, true);
        text.flip();
        String decoded = text.toString();
        if (result.isError()) {
            boolean utf16 =
                    bytes.length >= 2 && Math.min(bytes[0], bytes[1]) == -2 && Math.max(bytes[0], bytes[1]) == -1;
            throw refusal(
                    decoded,
                    decoded.length(),
                    source,
                    "the byte (0x%02X) is not UTF-8.".formatted(bytes[input.position()]),
                    utf16 ? "Maybe save the file as UTF-8; it is UTF-16." : "Maybe save the file as UTF-8.");
        }
        check(decoded, source);
        return decoded;
    }

    /** Refuses the first character that a file may not hold. */
    static void check(String text, String source) {
        int codePoint;
        for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
            codePoint = text.codePointAt(i);
            boolean carriageReturn = codePoint == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n';
            if (!carriageReturn && !Characters.allowedInText(codePoint)) {
                throw refusal(
                        text,
                        i,
                        source,
                        codePoint == 0xFEFF
                                ? "a byte order mark (U+FEFF)."
                                : "the character (U+%04X) is not allowed.".formatted(codePoint),
                        codePoint == 0xFEFF
                                ? "Maybe save the file as UTF-8 without a byte order mark."
                                : "Maybe remove it; an editor may not show it.");
            }
        }
    }

    private static YamlException refusal(String text, int index, String source, String problem, String advice) {
        int lineStart = text.lastIndexOf('\n', index - 1) + 1;
        int line = 1
                + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
        int column = 1 + text.codePointCount(lineStart, index);
        return new YamlException(Location.root(source, line, column), problem, advice);
    }
}
