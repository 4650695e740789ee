package org.cosearch.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxTest {

    private static final int COUNT = 20;

    @TempDir
    Path folder;

    @BeforeEach
    void writeAGoodPair() throws IOException {
        write("train-images-idx3-ubyte", idx(Idx.IMAGES, new byte[COUNT * 784], COUNT, 28, 28));
        byte[] labels = new byte[COUNT];
        for (int i = 0; i < COUNT; i++) {
            labels[i] = (byte) (i % 2);
        }
        write("train-labels-idx1-ubyte", idx(Idx.LABELS, labels, COUNT));
    }

    @Test
    void plainAndGzippedFilesReadAlike() throws IOException {
        Dataset plain = FashionMnist.read(folder);
        for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
            byte[] bytes = Files.readAllBytes(folder.resolve(name));
            Files.delete(folder.resolve(name));
            write(name + ".gz", zipped(bytes));
        }

        assertThat(FashionMnist.read(folder)).isEqualTo(plain);
        assertThat(plain.training().size()).isEqualTo(COUNT - 2);
        assertThat(plain.validation().size()).isEqualTo(2);
    }

    @Test
    void aMissingFileIsNamedWithAWayOut() throws IOException {
        Files.delete(folder.resolve("train-labels-idx1-ubyte"));

        refused("There is no file", "train-labels-idx1-ubyte.gz", "\nMaybe install");
    }

    @Test
    void aTruncatedFileSaysHowMuchIsThere() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("train-images-idx3-ubyte"));
        write("train-images-idx3-ubyte", Arrays.copyOf(whole, 1016));

        refused("train-images-idx3-ubyte ends after 1000 of 15680 bytes of data: it is truncated");
    }

    @Test
    void aTruncatedHeaderIsNoticed() throws IOException {
        write("train-images-idx3-ubyte", new byte[] {0, 0, 8, 3, 0, 0});

        refused("train-images-idx3-ubyte ends too early: it is truncated");
    }

    @Test
    void aTruncatedGzipIsNoticed() throws IOException {
        byte[] whole = zipped(Files.readAllBytes(folder.resolve("train-images-idx3-ubyte")));
        write("train-images-idx3-ubyte", Arrays.copyOf(whole, whole.length - 20));

        refused("train-images-idx3-ubyte", "truncated");
    }

    @Test
    void aDamagedGzipIsNoticed() throws IOException {
        byte[] whole = zipped(Files.readAllBytes(folder.resolve("train-images-idx3-ubyte")));
        whole[whole.length - 6] ^= 0x55; // the checksum
        write("train-images-idx3-ubyte", whole);

        refused("train-images-idx3-ubyte is damaged");
    }

    @Test
    void bytesPastTheEndAreRefused() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("train-labels-idx1-ubyte"));
        write("train-labels-idx1-ubyte", Arrays.copyOf(whole, whole.length + 1));

        refused("train-labels-idx1-ubyte goes on after the 20 bytes that its header [20] announces");
    }

    @Test
    void aBadMagicSaysWhatWasFound() throws IOException {
        write("train-images-idx3-ubyte", idx(Idx.LABELS, new byte[COUNT], COUNT));

        refused("train-images-idx3-ubyte starts with (0x00000801), not 0x00000803, the mark of IDX images");
    }

    @Test
    void differentCountsAreRefused() throws IOException {
        write("train-labels-idx1-ubyte", idx(Idx.LABELS, new byte[COUNT - 1], COUNT - 1));

        refused("train-labels-idx1-ubyte has (19) labels for the (20) images of", "train-images-idx3-ubyte");
    }

    @Test
    void aLabelOutOfRangeSaysWhere() throws IOException {
        byte[] labels = new byte[COUNT];
        labels[7] = (byte) 200;
        write("train-labels-idx1-ubyte", idx(Idx.LABELS, labels, COUNT));

        refused("train-labels-idx1-ubyte has label (200) at image 7, not 0 to 9");
    }

    @Test
    void aHeaderThatAsksForTooMuchIsRefusedBeforeAllocating() throws IOException {
        write("train-images-idx3-ubyte", idx(Idx.IMAGES, new byte[0], Integer.MAX_VALUE, Integer.MAX_VALUE, 28));
        refused("train-images-idx3-ubyte announces 2147483647 bytes in dimension 1");

        write("train-images-idx3-ubyte", idx(Idx.IMAGES, new byte[0], 3, -1, 28));
        refused("train-images-idx3-ubyte announces 4294967295 bytes in dimension 2");
    }

    @Test
    void imagesOfAnotherSizeAreRefused() throws IOException {
        write("train-images-idx3-ubyte", idx(Idx.IMAGES, new byte[COUNT * 32 * 32], COUNT, 32, 32));

        refused("train-images-idx3-ubyte has images of (32 x 32), not 28 x 28");
    }

    @Test
    void aShareWithoutImagesIsRefused() throws IOException {
        write("train-images-idx3-ubyte", idx(Idx.IMAGES, new byte[0], 0, 28, 28));
        write("train-labels-idx1-ubyte", idx(Idx.LABELS, new byte[0], 0));

        refused("has no training images");
    }

    private void refused(String... parts) {
        assertThatThrownBy(() -> FashionMnist.read(folder))
                .isInstanceOf(DatasetException.class)
                .hasMessageContainingAll(parts);
    }

    private void write(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
    }

    private static byte[] idx(int magic, byte[] data, int... dimensions) {
        ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * dimensions.length + data.length);
        bytes.putInt(magic);
        for (int dimension : dimensions) {
            bytes.putInt(dimension);
        }
        return bytes.put(data).array();
    }

    private static byte[] zipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (OutputStream zip = new GZIPOutputStream(out)) {
            zip.write(bytes);
        }
        return out.toByteArray();
    }
}
