package org.cosearch.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.onnx.OnnxEncoder;
import org.cosearch.adapter.onnx.PixelScaling;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Prepared;
import org.cosearch.family.MbConv;
import org.cosearch.family.NasBench201;
import org.cosearch.family.NetworkFamily;
import org.cosearch.family.ResNet9;
import org.cosearch.family.UNet;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.TrainedNetwork;
import org.cosearch.training.Trainer;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.data.LabelledImages;
import org.cosearch.training.graph.SavedNetwork;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TUint8;

/** Trained networks as ONNX compute in ONNX Runtime what they compute in TensorFlow. */
final class OnnxMatchesTensorFlowTest {

    private static final int IMAGES = 8;
    private static final int CLASSES = 4;
    private static final Shape INPUT = Shape.of(3, 16, 16);

    @TempDir
    private Path folder;

    static List<NetworkFamily> families() {
        return List.of(MbConv.standard(), new NasBench201(8, 1), new ResNet9(), new UNet());
    }

    private static LabelledImages images(long seed, boolean masks) {
        var random = new RandomStreams(seed).stream(Purpose.SAMPLING);
        byte[] pixels = new byte[IMAGES * 16 * 16 * 3];
        random.nextBytes(pixels);
        byte[] labels = new byte[masks ? IMAGES * 16 * 16 : IMAGES];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) (i % CLASSES);
        }
        return masks ? LabelledImages.masked(16, 16, 3, pixels, labels) : LabelledImages.of(16, 16, 3, pixels, labels);
    }

    @ParameterizedTest
    @MethodSource("families")
    void theScoresAreEqual(NetworkFamily family) throws IOException, DeviceException, InterruptedException {
        Network network = family.decode(
                family.space().sampleDesign(new RandomStreams(11).stream(Purpose.SAMPLING)), INPUT, CLASSES);
        boolean masks = network.output().output().isFeatureMap();
        LabelledImages images = images(1, masks);
        Dataset dataset = new Dataset("noise", List.of("a", "b", "c", "d"), images, images(2, masks));
        Path saved = folder.resolve("saved");
        try (TrainedNetwork trained = new Trainer(1)
                .fit(network, dataset, Recipe.quick().withEpochs(3).withBatchSize(4), 1)) {
            trained.save(saved);
        }

        float[][] inTensorFlow = scores(saved, images);
        float[][] inOnnxRuntime = softmax(logits(network, SavedNetwork.read(saved), images));
        for (int i = 0; i < IMAGES; i++) {
            assertThat(inOnnxRuntime[i]).containsExactly(inTensorFlow[i], Offset.offset(1e-4f));
        }
        // the networks tell images apart, so equal scores are no accident
        assertThat(inTensorFlow[0]).isNotEqualTo(inTensorFlow[1]);
    }

    private static float[][] scores(Path folder, LabelledImages images) {
        byte[] bytes = new byte[images.pixels().remaining()];
        images.pixels().get(bytes);
        try (SavedModelBundle model = SavedModelBundle.load(folder.toString());
                TUint8 batch = TUint8.tensorOf(
                        org.tensorflow.ndarray.Shape.of(IMAGES, 16, 16, 3), DataBuffers.of(bytes, true, false));
                Result result = model.function("serving_default").call(Map.of("images", batch))) {
            TFloat32 found = (TFloat32) result.get("scores").orElseThrow();
            float[] all = new float[(int) found.size()];
            found.copyTo(DataBuffers.of(all));
            int each = all.length / IMAGES;
            float[][] scores = new float[IMAGES][];
            for (int i = 0; i < IMAGES; i++) {
                scores[i] = Arrays.copyOfRange(all, i * each, (i + 1) * each);
            }
            return scores;
        }
    }

    /** By the device that campaigns measure on, from pixels. */
    private static float[][] logits(Network network, SavedNetwork trained, LabelledImages images)
            throws DeviceException, InterruptedException {
        ChildDevice device = new ChildDevice(
                new DeviceInfo("onnxruntime", "host-onnxruntime", List.of()),
                new EngineChoice.OnnxRuntime(),
                (same, batch, facts) -> OnnxEncoder.encodeForPixels(
                        same, trained, batch, new PixelScaling(trained.inputScales(), trained.inputOffsets())),
                Limits.standard());
        try (DeviceSession session = device.open();
                Prepared prepared = session.prepare(network)) {
            float[][] logits = new float[IMAGES][];
            for (int i = 0; i < IMAGES; i++) {
                float[] pixels = new float[3 * 16 * 16];
                for (int at = 0; at < pixels.length; at++) {
                    pixels[at] = images.pixel(i, at / 16 % 16, at % 16, at / 256);
                }
                logits[i] = prepared.infer(pixels);
            }
            return logits;
        }
    }

    /** Over the classes of each place; the classes come first in ONNX and last in TensorFlow. */
    private static float[][] softmax(float[][] logits) {
        float[][] scores = new float[logits.length][];
        for (int i = 0; i < logits.length; i++) {
            int places = logits[i].length / CLASSES;
            scores[i] = new float[logits[i].length];
            for (int place = 0; place < places; place++) {
                double sum = 0;
                for (int c = 0; c < CLASSES; c++) {
                    sum += Math.exp(logits[i][c * places + place]);
                }
                for (int c = 0; c < CLASSES; c++) {
                    scores[i][place * CLASSES + c] = (float) (Math.exp(logits[i][c * places + place]) / sum);
                }
            }
        }
        return scores;
    }
}
