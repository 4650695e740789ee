package org.cosearch.family;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cosearch.family.NasBench201Cell.Operation;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.cosearch.workload.Add;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Zero;

/**
 * The networks of NAS-Bench-201 (Dong and Yang 2020, section 2.1): a stem, three stages of equal cells with a residual
 * reduction between them, and a classifier. The decisions are the six operations of the cell, by the names of
 * {@link NasBench201Cell#EDGES}.
 *
 * <p>The decoded network has every layer that the benchmark's network runs, also those that read zeros only and those
 * whose result nobody reads, so that its counts are the published ones. An edge {@code none} has no layer, an edge
 * {@code skip_connect} is a direct connection, and a node without edges is a {@link Zero}. {@link Network#live} leaves
 * out what nobody reads.
 *
 * @param channels of the first stage, doubled at each further one; the benchmark has 16
 * @param cells per stage; the benchmark has 5
 */
public record NasBench201(int channels, int cells) implements NetworkFamily {

    private static final int STAGES = 3;

    public NasBench201 {
        if (channels < 1 || cells < 1) {
            throw new IllegalArgumentException(
                    "NAS-Bench-201 has (%d) channels and (%d) cells, not at least 1.".formatted(channels, cells));
        }
    }

    /** The benchmark's networks. */
    public static NasBench201 standard() {
        return new NasBench201(16, 5);
    }

    @Override
    public String name() {
        return "nasbench201";
    }

    @Override
    public Space space() {
        Space operation = Space.oneOf(
                Arrays.stream(Operation.values()).map(Operation::label).toArray(String[]::new));
        return new Product(NasBench201Cell.EDGES.stream()
                .map(edge -> new Field(edge, operation))
                .toList());
    }

    @Override
    public void check(Space space) {
        SpaceCheck check = new SpaceCheck(name(), "", space);
        List<String> labels =
                Arrays.stream(Operation.values()).map(Operation::label).toList();
        NasBench201Cell.EDGES.forEach(edge -> check.field(edge).labels(labels));
        check.only(NasBench201Cell.EDGES);
    }

    /** The cell that a genome means. */
    public NasBench201Cell cell(Genome genome) {
        return new NasBench201Cell(NasBench201Cell.EDGES.stream()
                .map(edge -> Operation.labelled(genome.choice(edge)))
                .toList());
    }

    @Override
    public Network decode(Genome genome, Shape input, int classes) {
        return network(cell(genome), input, classes);
    }

    /** The network of a cell. */
    public Network network(NasBench201Cell cell, Shape input, int classes) {
        NetworkBuilder builder =
                Network.builder(name(), input).in("stem").conv(channels, 3).batchNorm();
        for (int stage = 0; stage < STAGES; stage++) {
            if (stage > 0) {
                reduction(builder.in("reduction" + stage), channels << stage);
            }
            for (int i = 1; i <= cells; i++) {
                cell(builder.in("stage%d.cell%d".formatted(stage + 1, i)), cell);
            }
        }
        return builder.in("head")
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(classes)
                .build();
    }

    private static void cell(NetworkBuilder builder, NasBench201Cell cell) {
        builder.as("node0");
        int width = builder.shape().channels();
        for (int node = 1; node <= 3; node++) {
            List<String> edges = new ArrayList<>();
            for (int source = 0; source < node; source++) {
                Operation operation = cell.operation(node, source);
                if (operation != Operation.NONE) {
                    edges.add("edge" + source);
                    edge(builder.from("node" + source), operation, width).as("edge" + source);
                }
            }
            if (edges.isEmpty()) {
                builder.from("node0").layer(new Zero());
            } else {
                builder.from(edges.get(0));
                if (edges.size() > 1) {
                    builder.join(new Add(), edges.subList(1, edges.size()).toArray(String[]::new));
                }
            }
            builder.as("node" + node);
        }
    }

    private static NetworkBuilder edge(NetworkBuilder builder, Operation operation, int channels) {
        return switch (operation) {
            case NOR_CONV_1X1 -> builder.relu().conv(channels, 1).batchNorm();
            case NOR_CONV_3X3 -> builder.relu().conv(channels, 3).batchNorm();
            case AVG_POOL_3X3 -> builder.layer(Pool.average(3, 1, Padding.SAME));
            case SKIP_CONNECT, NONE -> builder;
        };
    }

    /** The residual block of stride 2, whose shortcut averages and then projects without a normalisation. */
    private static void reduction(NetworkBuilder builder, int channels) {
        builder.as("input")
                .relu()
                .conv(channels, 3, 2)
                .batchNorm()
                .relu()
                .conv(channels, 3)
                .batchNorm()
                .as("branch")
                .from("input")
                .layer(Pool.average(2, 2, Padding.SAME))
                .pointwise(channels)
                .add("branch");
    }
}
