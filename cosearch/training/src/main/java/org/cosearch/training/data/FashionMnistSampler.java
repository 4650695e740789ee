package org.cosearch.training.data;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * The tool that made the sample which this module carries, from the full files.
 *
 * <p>{@code java -cp <class path> org.cosearch.training.data.FashionMnistSampler <folder of the full files> <folder to
 * write>} writes four gzipped IDX files, which are the same for the same full files and the same zlib.
 */
public final class FashionMnistSampler {

    private FashionMnistSampler() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("Usage: FashionMnistSampler <folder of the full files> <folder to write>");
            System.exit(2);
        }
        Dataset sample = FashionMnist.read(Path.of(arguments[0]))
                .limited(FashionMnist.SAMPLE_TRAINING_IMAGES, FashionMnist.SAMPLE_VALIDATION_IMAGES);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        write(sample.training(), folder, "train");
        write(sample.validation(), folder, "validation");
        System.out.println(sample.checksum());
    }

    private static void write(LabelledImages share, Path folder, String stem) throws IOException {
        Path images = folder.resolve(stem + "-images-idx3-ubyte.gz");
        Path labels = folder.resolve(stem + "-labels-idx1-ubyte.gz");
        writeIdx(images, Idx.IMAGES, share.pixels(), share.size(), share.height(), share.width());
        writeIdx(labels, Idx.LABELS, share.labels(), share.size());
    }

    private static void writeIdx(Path file, int magic, ByteBuffer data, int... dimensions) throws IOException {
        try (OutputStream raw = new BufferedOutputStream(Files.newOutputStream(file));
                DataOutputStream out = new DataOutputStream(new BestCompression(raw))) {
            out.writeInt(magic);
            for (int dimension : dimensions) {
                out.writeInt(dimension);
            }
            WritableByteChannel channel = Channels.newChannel(out);
            channel.write(data);
        }
    }

    /** Gzip at its smallest, without a time stamp. */
    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
