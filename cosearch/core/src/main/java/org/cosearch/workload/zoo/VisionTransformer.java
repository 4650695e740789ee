package org.cosearch.workload.zoo;

import org.cosearch.workload.Activation;
import org.cosearch.workload.Attention;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.Network;
import org.cosearch.workload.NetworkBuilder;
import org.cosearch.workload.Padding;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.ToTokens;

/** Vision transformers of Dosovitskiy et al. 2021, section 3.1, with the normalisation before each branch. */
final class VisionTransformer {

    private VisionTransformer() {}

    /** 12 blocks of 3 heads on tokens of 192 channels, from patches of 16×16 (Touvron et al. 2021, table 1). */
    static Network tiny16(Shape input, int classes) {
        return network("vit_tiny_16", input, classes, 16, 192, 12, 3);
    }

    private static Network network(
            String name, Shape input, int classes, int patch, int channels, int depth, int heads) {
        LayerNorm norm = new LayerNorm(1e-6);
        NetworkBuilder builder = Network.builder(name, input)
                .in("embedding")
                .layer(Conv2d.square(channels, patch)
                        .withStride(patch)
                        .withPadding(Padding.VALID)
                        .withBias())
                .layer(new ToTokens())
                .layer(new ClassToken())
                .layer(new PositionEmbedding());
        for (int block = 1; block <= depth; block++) {
            builder.in("block" + block)
                    .as("tokens")
                    .layer(norm)
                    .layer(new Attention(heads, channels / heads, true))
                    .add("tokens")
                    .as("attended")
                    .layer(norm)
                    .dense(4 * channels)
                    .activation(Activation.Function.GELU)
                    .dense(channels)
                    .add("attended");
        }
        return builder.in("head")
                .layer(norm)
                .layer(new SelectToken(0))
                .dense(classes)
                .build();
    }
}
