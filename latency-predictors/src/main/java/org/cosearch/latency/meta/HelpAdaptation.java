package org.cosearch.latency.meta;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;

/** The inner loop on a new device: one task per draw of the modulation, all with the same measurements. */
final class HelpAdaptation {

    private HelpAdaptation() {}

    /**
     * Adapted networks.
     *
     * @param device of which everything is support
     * @param noise {@code [draw, MODULATED]}
     * @return by draw the folded weights, see {@link HelpNetwork#folded}
     */
    static List<List<float[]>> run(
            HelpNetwork network, HelpSettings settings, HelpWeights weights, DeviceTask device, float[] noise) {
        int draws = settings.draws();
        int support = device.labels().length;
        int[] all = IntStream.range(0, support).toArray();
        Episode episode = new Episode(network, draws, support, 0);
        for (int draw = 0; draw < draws; draw++) {
            episode.put(draw, device, all, new int[0]);
        }
        try (Graph graph = new Graph()) {
            Ops tf = Ops.create(graph);
            InnerLoop inner = new InnerLoop(tf, network, settings, weights.constants(tf), draws, support);
            try (Session session = FloatTensors.session(graph);
                    Episode.Fed fed = episode.fed(noise)) {
                Session.Runner runner = fed.into(session.runner(), inner);
                for (Operand<TFloat32> adapted : inner.adapted) {
                    runner.fetch(adapted);
                }
                try (Result result = runner.run()) {
                    List<float[]> together = new ArrayList<>();
                    result.forEach(entry -> together.add(FloatTensors.values(entry.getValue())));
                    return IntStream.range(0, draws)
                            .mapToObj(draw -> of(draw, draws, together))
                            .toList();
                }
            }
        }
    }

    /** The part of one task in arrays that start with the task. */
    static List<float[]> of(int task, int tasks, List<float[]> together) {
        List<float[]> own = new ArrayList<>();
        for (float[] array : together) {
            int each = array.length / tasks;
            own.add(Arrays.copyOfRange(array, task * each, (task + 1) * each));
        }
        return own;
    }
}
