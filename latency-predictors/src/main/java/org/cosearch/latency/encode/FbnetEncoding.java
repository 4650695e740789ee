package org.cosearch.latency.encode;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.predict.Architecture;
import org.cosearch.predict.DecisionColumn;
import org.cosearch.predict.DecisionSpace;

/**
 * The 22 searchable layers of FBNet with the work of each block, from the macro-architecture of Wu et al. 2019
 * (arXiv 1812.03443, table 1) at 224 × 224 pixels.
 *
 * <p>A block is an inverted residual: pointwise convolution to the expanded width, depthwise convolution with the
 * stride, pointwise convolution to the output width; in a variant with two groups the pointwise convolutions are
 * grouped and a channel shuffle follows. Where widths or strides differ a skipped block is a strided pointwise
 * convolution, elsewhere it is nothing.
 */
final class FbnetEncoding implements Encoding {

    private static final int[] INPUT_WIDTH = {
        16, 16, 24, 24, 24, 24, 32, 32, 32, 32, 64, 64, 64, 64, 112, 112, 112, 112, 184, 184, 184, 184
    };
    private static final int[] OUTPUT_WIDTH = {
        16, 24, 24, 24, 24, 32, 32, 32, 32, 64, 64, 64, 64, 112, 112, 112, 112, 184, 184, 184, 184, 352
    };
    private static final int[] STRIDE = {1, 2, 1, 1, 1, 2, 1, 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 2, 1, 1, 1, 1};
    private static final int FIRST_RESOLUTION = 112;
    private static final Pattern BLOCK = Pattern.compile("k([357])_e([136])(_g2)?");

    private final ColumnEncoding columns;
    private final double[][] workload;

    FbnetEncoding(DecisionSpace space) {
        this.columns = new ColumnEncoding(space);
        List<String> options = space.columns().get(0).options();
        this.workload = new double[columns.itemCount()][];
        int resolution = FIRST_RESOLUTION;
        for (int layer = 0; layer < STRIDE.length; layer++) {
            for (int option = 0; option < options.size(); option++) {
                workload[layer * options.size() + option] = work(options.get(option), layer, resolution);
            }
            resolution /= STRIDE[layer];
        }
    }

    static boolean describes(DecisionSpace space) {
        List<String> options = space.columns().get(0).options();
        if (!space.name().equals("fbnet") || space.columns().size() != STRIDE.length) {
            return false;
        }
        for (int i = 0; i < STRIDE.length; i++) {
            DecisionColumn column = space.columns().get(i);
            if (!column.name().equals("layer_" + i) || !column.options().equals(options)) {
                return false;
            }
        }
        return options.stream()
                .allMatch(
                        option -> option.equals("skip") || BLOCK.matcher(option).matches());
    }

    /** Launched operations, pointwise and depthwise MACs, weights, activations, channel shuffles. */
    private static double[] work(String option, int layer, int resolution) {
        double in = INPUT_WIDTH[layer];
        double out = OUTPUT_WIDTH[layer];
        double inPixels = (double) resolution * resolution;
        double outPixels = inPixels / (STRIDE[layer] * STRIDE[layer]);
        Matcher block = BLOCK.matcher(option);
        if (!block.matches()) {
            return INPUT_WIDTH[layer] == OUTPUT_WIDTH[layer] && STRIDE[layer] == 1
                    ? new double[6]
                    : new double[] {1, in * out * outPixels, 0, in * out, in * inPixels + out * outPixels, 0};
        }
        double kernel = Integer.parseInt(block.group(1));
        double middle = in * Integer.parseInt(block.group(2));
        int groups = block.group(3) == null ? 1 : 2;
        double pointwise = (in * middle * inPixels + middle * out * outPixels) / groups;
        double depthwise = middle * kernel * kernel * outPixels;
        double weights = middle * (in + out) / groups + middle * kernel * kernel;
        double activations = in * inPixels + 2 * middle * inPixels + 2 * middle * outPixels + out * outPixels;
        return new double[] {groups + 2, pointwise, depthwise, weights, activations, groups - 1};
    }

    @Override
    public DecisionSpace space() {
        return columns.space();
    }

    @Override
    public List<ItemGroup> groups() {
        return columns.groups();
    }

    @Override
    public int[] items(Architecture architecture) {
        return columns.items(architecture);
    }

    @Override
    public double[][] workload() {
        return workload.clone();
    }

    @Override
    public double[] macs() {
        return Arrays.stream(workload).mapToDouble(work -> work[1] + work[2]).toArray();
    }
}
