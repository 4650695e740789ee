package org.cosearch.training.graph;

import java.util.ArrayList;
import java.util.List;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.TransposedConv2d;

/** Layers that slide a window over a feature map {@code [C,H,W]}, in plain loops; see {@link Reference}. */
final class ReferenceWindows {

    private ReferenceWindows() {}

    /** Where an element of a feature map is. */
    static int at(Shape shape, int c, int p, int q) {
        return (c * shape.height() + p) * shape.width() + q;
    }

    /** A convolution with its bias; without one, zeros are given. */
    static void convolve(Conv2d conv, double[] kernel, double[] bias, Shape in, Shape out, double[] x, double[] y) {
        Padding.Explicit border =
                conv.padding().resolve(in.height(), in.width(), conv.kernel(), conv.stride(), conv.dilation());
        int depth = in.channels() / conv.groups();
        int filters = conv.outChannels() / conv.groups();
        for (int m = 0; m < out.channels(); m++) {
            int group = m / filters;
            for (int p = 0; p < out.height(); p++) {
                for (int q = 0; q < out.width(); q++) {
                    double sum = bias[m];
                    for (int r = 0; r < conv.kernel().rows(); r++) {
                        for (int s = 0; s < conv.kernel().columns(); s++) {
                            int row = p * conv.stride().rows()
                                    + r * conv.dilation().rows()
                                    - border.top();
                            int column = q * conv.stride().columns()
                                    + s * conv.dilation().columns()
                                    - border.left();
                            if (row < 0 || row >= in.height() || column < 0 || column >= in.width()) {
                                continue;
                            }
                            int tap = r * conv.kernel().columns() + s;
                            for (int c = 0; c < depth; c++) {
                                int weight = conv.isDepthwise(in.channels())
                                        ? tap * conv.outChannels() + m // [row, column, channel, filter of the channel]
                                        : (tap * depth + c) * conv.outChannels() + m;
                                sum += x[at(in, group * depth + c, row, column)] * kernel[weight];
                            }
                        }
                    }
                    y[at(out, m, p, q)] = sum;
                }
            }
        }
    }

    /** Every input element adds its multiple of the kernel; the borders of SAME are cropped. */
    static void scatter(TransposedConv2d conv, double[] kernel, Shape in, Shape out, double[] x, double[] y) {
        int top = (conv.kernel().rows() - conv.stride().rows()) / 2;
        int left = (conv.kernel().columns() - conv.stride().columns()) / 2;
        for (int m = 0; m < out.channels(); m++) {
            for (int c = 0; c < in.channels(); c++) {
                for (int i = 0; i < in.height(); i++) {
                    for (int j = 0; j < in.width(); j++) {
                        for (int r = 0; r < conv.kernel().rows(); r++) {
                            for (int s = 0; s < conv.kernel().columns(); s++) {
                                int row = i * conv.stride().rows() + r - top;
                                int column = j * conv.stride().columns() + s - left;
                                if (row >= 0 && row < out.height() && column >= 0 && column < out.width()) {
                                    int tap = r * conv.kernel().columns() + s;
                                    y[at(out, m, row, column)] +=
                                            x[at(in, c, i, j)] * kernel[(tap * out.channels() + m) * in.channels() + c];
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /** The maximum or the average of what is inside the map. */
    static void pool(Pool pool, Shape in, Shape out, double[] x, double[] y) {
        Padding.Explicit border =
                pool.padding().resolve(in.height(), in.width(), pool.kernel(), pool.stride(), Size.ONE);
        for (int c = 0; c < out.channels(); c++) {
            for (int p = 0; p < out.height(); p++) {
                for (int q = 0; q < out.width(); q++) {
                    List<Double> inside = new ArrayList<>();
                    for (int r = 0; r < pool.kernel().rows(); r++) {
                        for (int s = 0; s < pool.kernel().columns(); s++) {
                            int row = p * pool.stride().rows() + r - border.top();
                            int column = q * pool.stride().columns() + s - border.left();
                            if (row >= 0 && row < in.height() && column >= 0 && column < in.width()) {
                                inside.add(x[at(in, c, row, column)]);
                            }
                        }
                    }
                    var values = inside.stream().mapToDouble(Double::doubleValue);
                    y[at(out, c, p, q)] = pool.pooling() == Pool.Kind.MAX
                            ? values.max().orElseThrow()
                            : values.average().orElseThrow();
                }
            }
        }
    }
}
