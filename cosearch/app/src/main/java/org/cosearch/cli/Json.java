package org.cosearch.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.util.Map;

/** The JSON that commands print: indented, keys in order, lines ended by a line feed on every system. */
final class Json {

    private static final ObjectWriter WRITER =
            new ObjectMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private static final ObjectWriter LINE = new ObjectMapper().writer();

    private Json() {}

    /** The text of an object of maps, lists, texts, numbers and truth values. */
    static String of(Map<String, ?> object) {
        return write(WRITER, object);
    }

    /** The same on one line. */
    static String line(Map<String, ?> object) {
        return write(LINE, object);
    }

    private static String write(ObjectWriter writer, Map<String, ?> object) {
        try {
            return writer.writeValueAsString(object);
        } catch (JsonProcessingException impossible) {
            throw new IllegalArgumentException("The value (%s) is not JSON.".formatted(object), impossible);
        }
    }
}
