package org.cosearch.latency.gp;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cosearch.latency.encode.Encoding;

/**
 * What a {@link GpMetaLearner} has learned, from which its prior follows.
 *
 * @param scales of the prior's components
 */
record GpKnowledge(ItemStatistics statistics, Link link, List<SourceFunction> functions, Scales scales) {

    /** More than any bundle has of anything: a damaged count must not take all memory. */
    private static final int MOST = 10_000;

    GpKnowledge {
        functions = List.copyOf(functions);
    }

    void write(DataOutput out) throws IOException {
        out.writeUTF(link.name());
        writeVector(out, statistics.frequency());
        for (double[] row : statistics.covariance()) {
            writeVector(out, row);
        }
        out.writeInt(functions.size());
        for (SourceFunction function : functions) {
            out.writeUTF(function.device());
            out.writeDouble(function.typicalMs());
            out.writeDouble(function.level());
            out.writeDouble(function.noise());
            writeVector(out, function.cost());
        }
        writeVectors(out, scales.learned());
        writeVectors(out, scales.varied());
    }

    static GpKnowledge read(Encoding encoding, DataInput in) throws IOException {
        Link link = Link.valueOf(in.readUTF());
        int items = encoding.itemCount();
        double[] frequency = readVector(in, items);
        double[][] covariance = new double[items][];
        for (int i = 0; i < items; i++) {
            covariance[i] = readVector(in, items);
        }
        int devices = readCount(in);
        List<SourceFunction> functions = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            String device = in.readUTF();
            double typical = in.readDouble();
            double level = in.readDouble();
            double noise = in.readDouble();
            functions.add(new SourceFunction(device, typical, readVector(in, items), level, noise));
        }
        ItemStatistics statistics = new ItemStatistics(encoding, frequency, covariance);
        int components = new PriorComponents(statistics).of(functions).size();
        Scales scales = new Scales(readVectors(in, components), readVectors(in, components));
        return new GpKnowledge(statistics, link, functions, scales);
    }

    private static void writeVectors(DataOutput out, List<double[]> vectors) throws IOException {
        out.writeInt(vectors.size());
        for (double[] vector : vectors) {
            writeVector(out, vector);
        }
    }

    private static List<double[]> readVectors(DataInput in, int length) throws IOException {
        int count = readCount(in);
        List<double[]> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            vectors.add(readVector(in, length));
        }
        return vectors;
    }

    private static void writeVector(DataOutput out, double[] vector) throws IOException {
        out.writeInt(vector.length);
        for (double value : vector) {
            out.writeDouble(value);
        }
    }

    private static double[] readVector(DataInput in, int length) throws IOException {
        int stored = in.readInt();
        if (stored != length) {
            throw new IllegalArgumentException(
                    "A vector of %d numbers is stored where the space needs %d.".formatted(stored, length));
        }
        double[] vector = new double[length];
        for (int i = 0; i < length; i++) {
            vector[i] = in.readDouble();
        }
        return vector;
    }

    private static int readCount(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("A count (%d) is out of range.".formatted(count));
        }
        return count;
    }
}
