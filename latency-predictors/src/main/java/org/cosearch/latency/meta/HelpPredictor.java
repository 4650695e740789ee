package org.cosearch.latency.meta;

import java.util.List;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.LatencyMeasurement;
import org.cosearch.predict.LatencyPredictor;
import org.cosearch.predict.Prediction;

/** Adapted networks, one per draw of the modulation, and the line from their mean to latency; plain arrays. */
final class HelpPredictor implements LatencyPredictor {

    private final HelpNetwork network;
    private final List<List<float[]>> draws;
    private final LatencyScale scale;
    private final LogLine line;

    /** @param draws folded weights, see {@link HelpNetwork#folded} */
    HelpPredictor(
            HelpNetwork network, List<List<float[]>> draws, LatencyScale scale, List<LatencyMeasurement> measurements) {
        this.network = network;
        this.draws = List.copyOf(draws);
        this.scale = scale;
        double[] said = measurements.stream()
                .mapToDouble(
                        each -> Math.log(scale.ms(label(each.architecture()).mean())))
                .toArray();
        this.line = LogLine.through(said, measurements);
    }

    /** What the draws say: their mean and standard deviation. */
    record Label(double mean, double spread) {}

    Label label(Architecture architecture) {
        float[] described = network.encoder().describe(architecture);
        double sum = 0;
        double squares = 0;
        for (List<float[]> draw : draws) {
            double said = network.output(draw, described);
            sum += said;
            squares += said * said;
        }
        double mean = sum / draws.size();
        return new Label(mean, Math.sqrt(Math.max(0, squares / draws.size() - mean * mean)));
    }

    @Override
    public Prediction predict(Architecture architecture) {
        Label label = label(architecture);
        double ms = scale.ms(label.mean());
        return line.at(Math.log(ms), label.spread() * scale.slope() / Math.max(ms, scale.lowMs()));
    }
}
