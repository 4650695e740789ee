package org.cosearch.training.data;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.cosearch.random.RandomStreams;

/**
 * Fashion-MNIST: grey images of 28 x 28 pixels in ten classes of clothing (Xiao, Rasul and Vollgraf 2017,
 * arXiv:1708.07747), in full from its four IDX files or as the sample that this module carries.
 *
 * <p>Validation images come from the official training file: 10 % of each class, drawn with seed {@value #SPLIT_SEED}.
 * The official test file is for final figures alone and is read by {@link #test}.
 */
public final class FashionMnist {

    /** The name in run files. */
    public static final String NAME = "fashion-mnist";

    /** Rows and columns of an image; it has one channel. */
    public static final int PIXELS = 28;

    /** The meaning of labels 0 to 9. */
    public static final List<String> CLASS_NAMES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    /** The seed that divides the official training file. */
    public static final long SPLIT_SEED = 2017;

    /** The share of the official training file that validates. */
    public static final int VALIDATION_PERCENT = 10;

    /** Training images of the sample. */
    public static final int SAMPLE_TRAINING_IMAGES = 10_000;

    /** Validation images of the sample. */
    public static final int SAMPLE_VALIDATION_IMAGES = 2_000;

    /** {@link Dataset#checksum} of the sample. */
    public static final String SAMPLE_CHECKSUM = "e5c397087271736a610d8839c784ad5870a54568d898430cd32cafa38f23ac77";

    static final String SAMPLE_FOLDER = "fashion-mnist-sample/";

    private FashionMnist() {}

    /**
     * The official training file, divided: 54,000 images to train on and 6,000 to validate on, each share in file order.
     *
     * @param folder with {@code train-images-idx3-ubyte} and {@code train-labels-idx1-ubyte}, plain or {@code .gz}
     * @throws DatasetException if a file is missing or damaged
     */
    public static Dataset read(Path folder) {
        LabelledImages all = images(folder, "train");
        BitSet validation =
                Stratification.draw(all, CLASS_NAMES.size(), VALIDATION_PERCENT, new RandomStreams(SPLIT_SEED));
        return new Dataset(
                NAME,
                CLASS_NAMES,
                all.select(IntStream.range(0, all.size())
                        .filter(i -> !validation.get(i))
                        .toArray()),
                all.select(validation.stream().toArray()));
    }

    /**
     * The official test file: 10,000 images for final figures, which no search may see.
     *
     * @param folder with {@code t10k-images-idx3-ubyte} and {@code t10k-labels-idx1-ubyte}, plain or {@code .gz}
     * @throws DatasetException if a file is missing or damaged
     */
    public static LabelledImages test(Path folder) {
        return images(folder, "t10k");
    }

    /**
     * The sample that this module carries, for work without the full files: {@code read(folder).limited(10000, 2000)},
     * 1,000 and 200 images per class.
     */
    public static Dataset sample() {
        return new Dataset(NAME, CLASS_NAMES, carried("train"), carried("validation"));
    }

    private static LabelledImages images(Path folder, String stem) {
        Path images = plainOrZipped(folder, stem + "-images-idx3-ubyte");
        Path labels = plainOrZipped(folder, stem + "-labels-idx1-ubyte");
        return pair(images.toString(), Idx.Source.file(images), labels.toString(), Idx.Source.file(labels));
    }

    private static Path plainOrZipped(Path folder, String name) {
        Path plain = folder.resolve(name);
        return Files.exists(plain) ? plain : folder.resolve(name + ".gz");
    }

    private static LabelledImages carried(String stem) {
        String images = SAMPLE_FOLDER + stem + "-images-idx3-ubyte.gz";
        String labels = SAMPLE_FOLDER + stem + "-labels-idx1-ubyte.gz";
        return pair(images, () -> resource(images), labels, () -> resource(labels));
    }

    private static InputStream resource(String name) throws FileNotFoundException {
        InputStream in = FashionMnist.class.getResourceAsStream(name);
        if (in == null) {
            throw new FileNotFoundException("not in this installation");
        }
        return in;
    }

    private static LabelledImages pair(String imagesName, Idx.Source images, String labelsName, Idx.Source labels) {
        Idx pixels = Idx.read(imagesName, images, Idx.IMAGES);
        Idx classes = Idx.read(labelsName, labels, Idx.LABELS);
        int count = pixels.dimension(0);
        if (classes.dimension(0) != count) {
            throw new DatasetException("%s has (%d) labels for the (%d) images of %s."
                    .formatted(labelsName, classes.dimension(0), count, imagesName));
        }
        for (int i = 0; i < count; i++) {
            if ((classes.data()[i] & 0xFF) >= CLASS_NAMES.size()) {
                throw new DatasetException("%s has label (%d) at image %d, not 0 to %d."
                        .formatted(labelsName, classes.data()[i] & 0xFF, i, CLASS_NAMES.size() - 1));
            }
        }
        if (pixels.dimension(1) != PIXELS || pixels.dimension(2) != PIXELS) {
            throw new DatasetException("%s has images of (%d x %d), not 28 x 28."
                    .formatted(imagesName, pixels.dimension(1), pixels.dimension(2)));
        }
        return LabelledImages.of(PIXELS, PIXELS, 1, pixels.data(), classes.data());
    }
}
