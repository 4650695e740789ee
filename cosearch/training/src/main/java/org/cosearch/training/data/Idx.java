package org.cosearch.training.data;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The IDX format of unsigned bytes, plain or gzipped: two zero bytes, type 0x08, the number of dimensions, the
 * dimensions as big-endian 32-bit integers, the data in row-major order (LeCun, Cortes and Burges, the MNIST database).
 */
final class Idx {

    /** More than any IDX data set in use (EMNIST by class: 552 MB); stops a damaged header from asking for more. */
    private static final long LIMIT_BYTES = 1L << 30;

    static final int LABELS = 0x0801;
    static final int IMAGES = 0x0803;

    private final int[] dimensions;
    private final byte[] data;

    private Idx(int[] dimensions, byte[] data) {
        this.dimensions = dimensions;
        this.data = data;
    }

    /** The size of dimension {@code axis}, from 0. */
    int dimension(int axis) {
        return dimensions[axis];
    }

    /** The values in row-major order; not copied. */
    byte[] data() {
        return data;
    }

    /** Opens what is to be read, as a person would name it in an error. */
    interface Source {
        InputStream open() throws IOException;

        static Source file(Path path) {
            return () -> Files.newInputStream(path);
        }
    }

    /**
     * Reads a whole file.
     *
     * @param magic {@link #LABELS} or {@link #IMAGES}
     * @param name the file as errors name it
     * @throws DatasetException if it is missing, damaged or of another kind
     */
    static Idx read(String name, Source source, int magic) {
        try (InputStream raw = new BufferedInputStream(source.open());
                DataInputStream in = new DataInputStream(unzipped(raw))) {
            int found = in.readInt();
            if (found != magic) {
                throw new DatasetException("%s starts with (0x%08x), not 0x%08x, the mark of IDX %s."
                        .formatted(name, found, magic, magic == LABELS ? "labels" : "images"));
            }
            int[] dimensions = new int[magic & 0xFF];
            long bytes = 1;
            for (int i = 0; i < dimensions.length; i++) {
                dimensions[i] = in.readInt();
                // checked at each step: the product of two accepted factors stays far below a long
                bytes = dimensions[i] < 0 ? Long.MAX_VALUE : bytes * dimensions[i];
                if (bytes > LIMIT_BYTES) {
                    throw new DatasetException("%s announces %s bytes in dimension %d, more than %d in all."
                            .formatted(name, Integer.toUnsignedString(dimensions[i]), i + 1, LIMIT_BYTES));
                }
            }
            byte[] data = in.readNBytes((int) bytes);
            if (data.length != bytes) {
                throw new DatasetException(
                        "%s ends after %d of %d bytes of data: it is truncated.".formatted(name, data.length, bytes));
            }
            if (in.read() >= 0) {
                throw new DatasetException("%s goes on after the %d bytes that its header %s announces."
                        .formatted(name, bytes, Arrays.toString(dimensions)));
            }
            return new Idx(dimensions, data);
        } catch (NoSuchFileException e) {
            throw new DatasetException(
                    "There is no file %s.%nMaybe install the Debian package dataset-fashion-mnist and use its folder /usr/share/datasets/fashion-mnist."
                            .formatted(name),
                    e);
        } catch (EOFException e) {
            throw new DatasetException("%s ends too early: it is truncated.".formatted(name), e);
        } catch (ZipException e) {
            throw new DatasetException("%s is damaged: %s.".formatted(name, e.getMessage()), e);
        } catch (IOException e) {
            throw new DatasetException("%s cannot be read: %s.".formatted(name, e), e);
        }
    }

    private static InputStream unzipped(InputStream in) throws IOException {
        in.mark(2);
        boolean zipped = in.read() == 0x1F && in.read() == 0x8B;
        in.reset();
        return zipped ? new GZIPInputStream(in, 1 << 16) : in;
    }
}
