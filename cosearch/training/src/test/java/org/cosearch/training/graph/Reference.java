package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import org.cosearch.training.graph.Parameters.Role;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Add;
import org.cosearch.workload.Attention;
import org.cosearch.workload.BatchNorm;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Concat;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dense;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.Flatten;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Input;
import org.cosearch.workload.Layer;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.MatMul;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Pool;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Zero;

/**
 * Networks computed in plain loops and double precision, written from the definitions of the layers: what the graphs
 * are compared with. Tensors are in the order of their shapes' axes; parameters are as {@link Parameters} has them.
 */
final class Reference {

    private final Network network;
    private final Map<Parameters.Key, double[]> parameters;

    Reference(Network network, Map<Parameters.Key, double[]> parameters) {
        this.network = network;
        this.parameters = parameters;
    }

    /** The output of the last node, {@code [image][element]}, for inputs {@code [image][element]}. */
    double[][] outputs(double[][] images) {
        List<double[][]> values = new ArrayList<>();
        BitSet live = Liveness.live(network);
        for (int i = 0; i < network.nodes().size(); i++) {
            Node node = network.nodes().get(i);
            List<double[][]> inputs = node.inputs().stream().map(values::get).toList();
            values.add(
                    !live.get(i)
                            ? new double[0][]
                            : node.layer() instanceof Input ? images : layer(i, node, inputs, images.length));
        }
        return values.get(values.size() - 1);
    }

    private double[][] layer(int index, Node node, List<double[][]> inputs, int batch) {
        if (node.layer() instanceof BatchNorm norm) {
            return batchNorm(index, norm, node.output(), inputs.get(0));
        }
        double[][] outputs = new double[batch][];
        for (int n = 0; n < batch; n++) {
            int image = n;
            outputs[n] = image(
                    index,
                    node,
                    inputs.stream()
                            .map(x -> x.length == 0 ? new double[0] : x[image])
                            .toList());
        }
        return outputs;
    }

    private double[] image(int index, Node node, List<double[]> inputs) {
        Layer layer = node.layer();
        double[] y = new double[(int) node.output().elements()];
        if (layer instanceof Zero) {
            return y;
        }
        double[] x = inputs.get(0);
        Shape in = node.inputShapes().get(0);
        Shape out = node.output();
        if (layer instanceof Conv2d conv) {
            double[] bias = conv.bias() ? of(index, Role.BIAS) : new double[conv.outChannels()];
            ReferenceWindows.convolve(conv, of(index, Role.KERNEL), bias, in, out, x, y);
        } else if (layer instanceof TransposedConv2d conv) {
            ReferenceWindows.scatter(conv, of(index, Role.KERNEL), in, out, x, y);
            if (conv.bias()) {
                double[] bias = of(index, Role.BIAS);
                Arrays.setAll(y, i -> y[i] + bias[channel(out, i)]);
            }
        } else if (layer instanceof Dense dense) {
            int depth = in.channels();
            rowsTimes(x, depth, of(index, Role.KERNEL), dense.outFeatures(), y);
            if (dense.bias()) {
                addPerChannel(y, of(index, Role.BIAS));
            }
        } else if (layer instanceof Attention attention) {
            attend(index, attention, in, x, y);
        } else if (layer instanceof LayerNorm norm) {
            layerNorm(index, norm, in, x, y);
        } else if (layer instanceof Activation activation) {
            Arrays.setAll(y, i -> function(activation.function()).applyAsDouble(x[i]));
        } else if (layer instanceof Pool pool) {
            ReferenceWindows.pool(pool, in, out, x, y);
        } else if (layer instanceof GlobalPool pool) {
            globalPool(pool, in, x, y);
        } else if (layer instanceof Add) {
            Arrays.setAll(y, i -> inputs.stream().mapToDouble(input -> input[i]).sum());
        } else if (layer instanceof Concat) {
            concat(node, inputs, y);
        } else if (layer instanceof Multiply) {
            double[] gate = inputs.get(1);
            Arrays.setAll(y, i -> x[i] * (gate.length == x.length ? gate[i] : gate[channel(in, i)]));
        } else if (layer instanceof MatMul product) {
            product(product, in, out, x, inputs.get(1), y);
        } else if (layer instanceof Softmax) {
            softmax(in, x, y);
        } else if (layer instanceof Flatten || layer instanceof Reshape || layer instanceof Dropout) {
            return x.clone(); // no dropout in evaluation
        } else if (layer instanceof Upsample upsample) {
            for (int c = 0; c < out.channels(); c++) {
                for (int p = 0; p < out.height(); p++) {
                    for (int q = 0; q < out.width(); q++) {
                        y[ReferenceWindows.at(out, c, p, q)] =
                                x[ReferenceWindows.at(in, c, p / upsample.factor(), q / upsample.factor())];
                    }
                }
            }
        } else if (layer instanceof ToTokens) {
            Arrays.setAll(y, i -> x[(i % in.channels()) * in.height() * in.width() + i / in.channels()]);
        } else if (layer instanceof ClassToken) {
            System.arraycopy(of(index, Role.EMBEDDING), 0, y, 0, in.channels());
            System.arraycopy(x, 0, y, in.channels(), x.length);
        } else if (layer instanceof PositionEmbedding) {
            Arrays.setAll(y, i -> x[i] + of(index, Role.EMBEDDING)[i]);
        } else if (layer instanceof SelectToken select) {
            System.arraycopy(x, select.index() * in.channels(), y, 0, y.length);
        } else {
            throw new AssertionError("no reference for " + layer);
        }
        return y;
    }

    private double[] of(int node, Role role) {
        double[] values = parameters.get(new Parameters.Key(node, role));
        if (values == null) {
            throw new AssertionError("node " + node + " has no " + role);
        }
        return values;
    }

    /** The channel of the element at a place in the order of the axes. */
    private static int channel(Shape shape, int element) {
        return shape.isFeatureMap() ? element / (shape.height() * shape.width()) : element % shape.channels();
    }

    private static void rowsTimes(double[] x, int depth, double[] matrix, int width, double[] y) {
        for (int row = 0; row < x.length / depth; row++) {
            for (int column = 0; column < width; column++) {
                double sum = 0;
                for (int k = 0; k < depth; k++) {
                    sum += x[row * depth + k] * matrix[k * width + column];
                }
                y[row * width + column] = sum;
            }
        }
    }

    private static void addPerChannel(double[] y, double[] bias) {
        Arrays.setAll(y, i -> y[i] + bias[i % bias.length]);
    }

    private void attend(int index, Attention layer, Shape in, double[] x, double[] y) {
        int tokens = in.dimension(0);
        int width = layer.width();
        double[] qkv = new double[tokens * 3 * width];
        rowsTimes(x, in.channels(), of(index, Role.QUERY_KEY_VALUE_KERNEL), 3 * width, qkv);
        if (layer.bias()) {
            addPerChannel(qkv, of(index, Role.QUERY_KEY_VALUE_BIAS));
        }
        double[] values = new double[tokens * width];
        for (int h = 0; h < layer.heads(); h++) {
            for (int t = 0; t < tokens; t++) {
                double[] scores = new double[tokens];
                for (int u = 0; u < tokens; u++) {
                    for (int k = 0; k < layer.headSize(); k++) {
                        int column = h * layer.headSize() + k;
                        scores[u] += qkv[t * 3 * width + column]
                                * qkv[u * 3 * width + width + column]
                                / Math.sqrt(layer.headSize());
                    }
                }
                double[] weights = new double[tokens];
                softmax(Shape.of(tokens), scores, weights);
                for (int k = 0; k < layer.headSize(); k++) {
                    int column = h * layer.headSize() + k;
                    for (int u = 0; u < tokens; u++) {
                        values[t * width + column] += weights[u] * qkv[u * 3 * width + 2 * width + column];
                    }
                }
            }
        }
        rowsTimes(values, width, of(index, Role.OUTPUT_KERNEL), in.channels(), y);
        if (layer.bias()) {
            addPerChannel(y, of(index, Role.OUTPUT_BIAS));
        }
    }

    private double[][] batchNorm(int index, BatchNorm norm, Shape shape, double[][] x) {
        double[][] y = new double[x.length][x[0].length];
        for (int c = 0; c < shape.channels(); c++) {
            List<double[]> places = new ArrayList<>();
            for (int n = 0; n < x.length; n++) {
                for (int i = 0; i < x[n].length; i++) {
                    if (channel(shape, i) == c) {
                        places.add(new double[] {n, i});
                    }
                }
            }
            double mean = places.stream()
                    .mapToDouble(p -> x[(int) p[0]][(int) p[1]])
                    .average()
                    .orElseThrow();
            double variance = places.stream()
                    .mapToDouble(p -> Math.pow(x[(int) p[0]][(int) p[1]] - mean, 2))
                    .average()
                    .orElseThrow();
            for (double[] p : places) {
                y[(int) p[0]][(int) p[1]] = (x[(int) p[0]][(int) p[1]] - mean)
                                / Math.sqrt(variance + norm.epsilon())
                                * of(index, Role.SCALE)[c]
                        + of(index, Role.OFFSET)[c];
            }
        }
        return y;
    }

    private void layerNorm(int index, LayerNorm norm, Shape shape, double[] x, double[] y) {
        int channels = shape.channels();
        int places = x.length / channels;
        for (int place = 0; place < places; place++) {
            int at = place;
            int step = shape.isFeatureMap() ? places : 1;
            int start = shape.isFeatureMap() ? at : at * channels;
            double mean = 0;
            double square = 0;
            for (int c = 0; c < channels; c++) {
                mean += x[start + c * step] / channels;
            }
            for (int c = 0; c < channels; c++) {
                square += Math.pow(x[start + c * step] - mean, 2) / channels;
            }
            for (int c = 0; c < channels; c++) {
                y[start + c * step] =
                        (x[start + c * step] - mean) / Math.sqrt(square + norm.epsilon()) * of(index, Role.SCALE)[c]
                                + of(index, Role.OFFSET)[c];
            }
        }
    }

    private static DoubleUnaryOperator function(Activation.Function function) {
        DoubleUnaryOperator relu6 = v -> Math.min(Math.max(v, 0), 6);
        DoubleUnaryOperator sigmoid = v -> 1 / (1 + Math.exp(-v));
        return switch (function) {
            case RELU -> v -> Math.max(v, 0);
            case RELU6 -> relu6;
            case HARD_SIGMOID -> v -> relu6.applyAsDouble(v + 3) / 6;
            case HARD_SWISH -> v -> v * relu6.applyAsDouble(v + 3) / 6;
            case SIGMOID -> sigmoid;
            case SWISH -> v -> v * sigmoid.applyAsDouble(v);
            case TANH -> Math::tanh;
            case GELU -> v -> v * (1 + erf(v / Math.sqrt(2))) / 2;
        };
    }

    /** The Taylor series, good for |x| below 4. */
    private static double erf(double x) {
        double term = x;
        double sum = x;
        for (int n = 1; n < 100; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.sqrt(Math.PI) * sum;
    }

    private static void globalPool(GlobalPool pool, Shape in, double[] x, double[] y) {
        int places = x.length / in.channels();
        Arrays.fill(y, pool.pooling() == Pool.Kind.MAX ? Double.NEGATIVE_INFINITY : 0);
        for (int i = 0; i < x.length; i++) {
            int c = channel(in, i);
            y[c] = pool.pooling() == Pool.Kind.MAX ? Math.max(y[c], x[i]) : y[c] + x[i] / places;
        }
    }

    private static void concat(Node node, List<double[]> inputs, double[] y) {
        int outer = node.output().isTokens() ? node.output().dimension(0) : 1;
        int offset = 0;
        for (double[] input : inputs) {
            int run = input.length / outer;
            for (int o = 0; o < outer; o++) {
                System.arraycopy(input, o * run, y, o * (y.length / outer) + offset, run);
            }
            offset += run;
        }
    }

    private static void product(MatMul product, Shape in, Shape out, double[] a, double[] b, double[] y) {
        int rank = in.rank();
        int rows = out.dimension(rank - 2);
        int columns = out.dimension(rank - 1);
        int depth = in.dimension(rank - 1);
        for (int n = 0; n < y.length / (rows * columns); n++) {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    for (int k = 0; k < depth; k++) {
                        int second = product.secondTransposed() ? j * depth + k : k * columns + j;
                        y[(n * rows + i) * columns + j] +=
                                a[(n * rows + i) * depth + k] * b[n * depth * columns + second];
                    }
                }
            }
        }
    }

    private static void softmax(Shape shape, double[] x, double[] y) {
        int channels = shape.channels();
        int places = x.length / channels;
        for (int place = 0; place < places; place++) {
            int step = shape.isFeatureMap() ? places : 1;
            int start = shape.isFeatureMap() ? place : place * channels;
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += Math.exp(x[start + c * step]);
            }
            for (int c = 0; c < channels; c++) {
                y[start + c * step] = Math.exp(x[start + c * step]) / sum;
            }
        }
    }
}
