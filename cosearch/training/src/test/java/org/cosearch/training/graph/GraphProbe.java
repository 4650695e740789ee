package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.training.graph.Variables.Variable;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.Tensor;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Gradients;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;

/** A network's graph on a batch, with any parameters: its output and the gradients of a weighted sum of it. */
final class GraphProbe implements AutoCloseable {

    private final Network network;
    private final int batch;
    private final Graph graph = new Graph();
    private final Placeholder<TFloat32> input;
    private final Placeholder<TFloat32> weights;
    private final Operand<TFloat32> output;
    private final Variables variables;
    private final List<Placeholder<TFloat32>> values = new ArrayList<>();
    private final List<Op> assignments = new ArrayList<>();
    private final Gradients gradients;
    private final Session session;

    GraphProbe(Network network, int batch) {
        this.network = network;
        this.batch = batch;
        Ops tf = Ops.create(graph);
        variables = new Variables(tf, new RandomStreams(0).stream(Purpose.WEIGHTS));
        input = tf.placeholder(
                TFloat32.class, Placeholder.shape(shape(network.inputs().get(0).output())));
        output = new NetworkGraph(
                        tf,
                        network,
                        variables,
                        new Normalization.OfBatch(tf, variables, tf.constant(1f)),
                        DropoutMasks.NONE,
                        input)
                .logits();
        weights = tf.placeholder(TFloat32.class, Placeholder.shape(output.shape()));
        Operand<TFloat32> sum =
                tf.sum(tf.reshape(tf.math.mul(output, weights), tf.constant(new int[] {-1})), tf.constant(0));
        for (Variable variable : variables.all()) {
            Placeholder<TFloat32> value = tf.placeholder(TFloat32.class, Placeholder.shape(variable.shape()));
            values.add(value);
            assignments.add(tf.assignVariableOp(variable.handle(), value));
        }
        gradients = tf.gradients(
                sum, variables.trained().stream().map(Variable::value).toList());
        session = new Session(graph, Classifier.computingWith(1));
    }

    org.tensorflow.ndarray.Shape outputShape() {
        return output.shape();
    }

    List<Variable> trained() {
        return variables.trained();
    }

    /** Random values for every parameter, which the variables take too. */
    Map<Parameters.Key, double[]> randomise(RandomGenerator random) {
        Map<Parameters.Key, double[]> drawn = new HashMap<>();
        List<Tensor> tensors = new ArrayList<>();
        Session.Runner runner = session.runner();
        for (int i = 0; i < values.size(); i++) {
            Variable variable = variables.all().get(i);
            float[] floats = new float[(int) variable.shape().size()];
            double[] doubles = new double[floats.length];
            for (int k = 0; k < floats.length; k++) {
                floats[k] = (float) (0.5 * random.nextGaussian());
                doubles[k] = floats[k];
            }
            drawn.put(variable.key(), doubles);
            TFloat32 tensor = TFloat32.tensorOf(variable.shape(), DataBuffers.of(floats));
            tensors.add(tensor);
            runner.feed(values.get(i), tensor).addTarget(assignments.get(i));
        }
        runner.run().close();
        tensors.forEach(Tensor::close);
        return drawn;
    }

    /** {@code [image][element]} in the order of the output's axes. */
    double[][] outputs(double[][] images) {
        try (TFloat32 x = channelsLast(images, network.inputs().get(0).output());
                Result result = session.runner().feed(input, x).fetch(output).run()) {
            return axisOrder((TFloat32) result.get(0), network.output().output());
        }
    }

    /** The gradient of the sum of outputs times {@code factors} by every trained variable. */
    List<float[]> gradients(double[][] images, double[][] factors) {
        try (TFloat32 x = channelsLast(images, network.inputs().get(0).output());
                TFloat32 w = channelsLast(factors, network.output().output())) {
            Session.Runner runner = session.runner().feed(input, x).feed(weights, w);
            for (int i = 0; i < variables.trained().size(); i++) {
                runner.fetch(gradients.<TFloat32>dy(i));
            }
            try (Result result = runner.run()) {
                List<float[]> found = new ArrayList<>();
                for (int i = 0; i < variables.trained().size(); i++) {
                    TFloat32 tensor = (TFloat32) result.get(i);
                    float[] gradient = new float[(int) tensor.size()];
                    tensor.copyTo(DataBuffers.of(gradient));
                    found.add(gradient);
                }
                return found;
            }
        }
    }

    private org.tensorflow.ndarray.Shape shape(Shape shape) {
        return switch (shape.rank()) {
            case 3 -> org.tensorflow.ndarray.Shape.of(batch, shape.height(), shape.width(), shape.channels());
            case 2 -> org.tensorflow.ndarray.Shape.of(batch, shape.dimension(0), shape.channels());
            default -> org.tensorflow.ndarray.Shape.of(batch, shape.channels());
        };
    }

    private TFloat32 channelsLast(double[][] values, Shape shape) {
        float[] floats = new float[values.length * values[0].length];
        for (int n = 0; n < values.length; n++) {
            for (int i = 0; i < values[n].length; i++) {
                floats[n * values[n].length + last(shape, i)] = (float) values[n][i];
            }
        }
        return TFloat32.tensorOf(shape(shape), DataBuffers.of(floats));
    }

    private double[][] axisOrder(TFloat32 tensor, Shape shape) {
        float[] floats = new float[(int) tensor.size()];
        tensor.copyTo(DataBuffers.of(floats));
        double[][] values = new double[batch][floats.length / batch];
        for (int n = 0; n < batch; n++) {
            for (int i = 0; i < values[n].length; i++) {
                values[n][i] = floats[n * values[n].length + last(shape, i)];
            }
        }
        return values;
    }

    /** Where the element at a place of {@code [C,H,W]} is in {@code [H,W,C]}. */
    private static int last(Shape shape, int element) {
        if (!shape.isFeatureMap()) {
            return element;
        }
        int area = shape.height() * shape.width();
        return element % area * shape.channels() + element / area;
    }

    @Override
    public void close() {
        session.close();
        graph.close();
    }
}
