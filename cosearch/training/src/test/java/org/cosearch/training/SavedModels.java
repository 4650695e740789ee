package org.cosearch.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.cosearch.training.data.LabelledImages;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Saved networks as another program would use them. */
public final class SavedModels {

    private SavedModels() {}

    /** The share of images, or of their pixels, whose class has the highest score, all in one batch. */
    public static double accuracyPercent(Path folder, LabelledImages images) {
        float[][] scores = scores(folder, images);
        int right = 0;
        for (int n = 0; n < scores.length; n++) {
            int best = 0;
            for (int c = 1; c < scores[n].length; c++) {
                best = scores[n][c] > scores[n][best] ? c : best;
            }
            right += best == images.labels().get(n) ? 1 : 0;
        }
        return 100.0 * right / scores.length;
    }

    /** {@code [image, class]}, or {@code [pixel of all images, class]} */
    public static float[][] scores(Path folder, LabelledImages images) {
        byte[] bytes = new byte[images.pixels().remaining()];
        images.pixels().get(bytes);
        try (SavedModelBundle model = SavedModelBundle.load(folder.toString());
                TUint8 batch = TUint8.tensorOf(
                        Shape.of(images.size(), images.height(), images.width(), images.channels()),
                        DataBuffers.of(bytes));
                Result result = model.function("serving_default").call(Map.of("images", batch))) {
            TFloat32 found = (TFloat32) result.get("scores").orElseThrow();
            int classes = (int) found.shape().get(-1);
            float[] row = new float[(int) found.size()];
            found.copyTo(DataBuffers.of(row));
            float[][] scores = new float[row.length / classes][];
            for (int n = 0; n < scores.length; n++) {
                scores[n] = Arrays.copyOfRange(row, n * classes, (n + 1) * classes);
            }
            return scores;
        }
    }
}
