package org.cosearch.latency.data;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionColumn.Condition;
import org.cosearch.predict.DecisionSpace;

/** Spaces and architectures as bytes, big-endian. */
public final class SpaceCoding {

    private static final int MOST = 1_000_000;

    private SpaceCoding() {}

    /** Writes a space with all its columns. */
    public static void write(DecisionSpace space, DataOutput out) throws IOException {
        out.writeUTF(space.name());
        out.writeInt(space.columns().size());
        for (DecisionColumn column : space.columns()) {
            out.writeUTF(column.name());
            write(column.options(), out);
            out.writeBoolean(column.activeWhen().isPresent());
            if (column.activeWhen().isPresent()) {
                out.writeUTF(column.activeWhen().get().column());
                write(List.copyOf(new TreeSet<>(column.activeWhen().get().options())), out);
            }
        }
    }

    /**
     * Reads what {@link #write(DecisionSpace, DataOutput)} has written.
     *
     * @throws IllegalArgumentException if it is no space
     */
    public static DecisionSpace readSpace(DataInput in) throws IOException {
        String name = in.readUTF();
        int count = count(in);
        List<DecisionColumn> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String column = in.readUTF();
            List<String> options = readStrings(in);
            Optional<Condition> condition = in.readBoolean()
                    ? Optional.of(new Condition(in.readUTF(), new TreeSet<>(readStrings(in))))
                    : Optional.empty();
            columns.add(new DecisionColumn(column, options, condition));
        }
        return new DecisionSpace(name, columns);
    }

    /** Writes the option numbers of an architecture, but not its space. */
    public static void write(Architecture architecture, DataOutput out) throws IOException {
        for (int column = 0; column < architecture.space().columns().size(); column++) {
            out.writeInt(architecture.option(column));
        }
    }

    /**
     * Reads an architecture. Inactive columns are stored as such; any option stands for them when the row is built again.
     *
     * @throws IllegalArgumentException if an option number is out of range
     */
    public static Architecture readArchitecture(DecisionSpace space, DataInput in) throws IOException {
        List<String> options = new ArrayList<>();
        for (DecisionColumn column : space.columns()) {
            int option = in.readInt();
            if (option < Architecture.INACTIVE || option >= column.options().size()) {
                throw new IllegalArgumentException(
                        "option (%d) of column (%s) is out of range.".formatted(option, column.name()));
            }
            options.add(column.options().get(Math.max(0, option)));
        }
        return space.architecture(options);
    }

    /**
     * Reads a count of things that follow.
     *
     * @throws IllegalArgumentException if it is negative or absurd
     */
    public static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("a count (%d) is out of range.".formatted(count));
        }
        return count;
    }

    private static void write(List<String> texts, DataOutput out) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readStrings(DataInput in) throws IOException {
        int count = count(in);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(in.readUTF());
        }
        return texts;
    }
}
