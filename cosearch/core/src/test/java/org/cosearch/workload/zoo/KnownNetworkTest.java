package org.cosearch.workload.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.cosearch.workload.Attention;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KnownNetworkTest {

    /**
     * Parameters: {@code num_params} of the model pages of torchvision 0.15 (pytorch.org/vision). MACs of convolutions
     * and dense layers at 3x224x224, padding multiplied: the values behind the GFLOPS of the same pages (1.81, 4.09,
     * 0.30, 15.47, 0.71), digit by digit as torcheval's and NNI's tests give them for resnet18 (1,814,073,344), resnet50
     * (4,089,184,256) and alexnet (714,188,480). Exact, no tolerance.
     */
    @ParameterizedTest
    @CsvSource({
        "resnet18, 11689512, 1814073344",
        "resnet50, 25557032, 4089184256",
        "mobilenet_v2, 3504872, 300774272",
        "vgg16, 138357544, 15470264320",
        "alexnet, 61100840, 714188480"
    })
    void countsEqualThePublishedOnes(String name, long parameters, long macs) {
        Network network = KnownNetwork.named(name).network();

        assertThat(network.parameters()).isEqualTo(parameters);
        assertThat(network.macs()).isEqualTo(macs);
        assertThat(network.output().output()).isEqualTo(Shape.of(1000));
    }

    @Test
    void resNet18IsTheSumOfItsTable() {
        long stem = conv(3, 64, 7, 112);
        long stage1 = 4 * conv(64, 64, 3, 56);
        long stage2 = conv(64, 128, 3, 28) + 3 * conv(128, 128, 3, 28) + conv(64, 128, 1, 28);
        long stage3 = conv(128, 256, 3, 14) + 3 * conv(256, 256, 3, 14) + conv(128, 256, 1, 14);
        long stage4 = conv(256, 512, 3, 7) + 3 * conv(512, 512, 3, 7) + conv(256, 512, 1, 7);

        assertThat(KnownNetwork.RESNET18.network().macs())
                .isEqualTo(stem + stage1 + stage2 + stage3 + stage4 + 512 * 1000);
    }

    @Test
    void vgg16IsTheSumOfItsTable() {
        long macs = conv(3, 64, 3, 224)
                + conv(64, 64, 3, 224)
                + conv(64, 128, 3, 112)
                + conv(128, 128, 3, 112)
                + conv(128, 256, 3, 56)
                + 2 * conv(256, 256, 3, 56)
                + conv(256, 512, 3, 28)
                + 2 * conv(512, 512, 3, 28)
                + 3 * conv(512, 512, 3, 14);

        assertThat(KnownNetwork.VGG16.network().macs()).isEqualTo(macs + 25088L * 4096 + 4096L * 4096 + 4096L * 1000);
    }

    /**
     * 5,717,416 parameters are those of timm's {@code vit_tiny_patch16_224}, whose model card says 5.7 M and 1.1 GMACs;
     * that count leaves the two products of activations out. With them it is the 1.3 G that papers give for DeiT-Tiny/16,
     * such as Wang et al. 2021 (PVT, arXiv 2102.12122).
     */
    @Test
    void vitTinyCountsWithAndWithoutTheProductsOfActivations() {
        Network network = KnownNetwork.VIT_TINY_16.network();
        long tokens = 197;
        long width = 192;
        long patches = 196 * 3 * 16 * 16 * width;
        long weighted = patches + 12 * tokens * (4 * width * width + 2 * width * 4 * width) + width * 1000;
        long products = 12 * 2 * tokens * tokens * width;

        assertThat(network.parameters()).isEqualTo(5_717_416);
        assertThat(network.macs()).isEqualTo(weighted + products).isEqualTo(1_253_683_200);
        assertThat(weighted).isEqualTo(1_074_851_328);
        assertThat(activationProducts(network)).isEqualTo(products);
    }

    private static long activationProducts(Network network) {
        long sum = 0;
        for (Node node : network.nodes()) {
            if (node.layer() instanceof Attention) {
                sum += node.nests().subList(1, 3).stream()
                        .mapToLong(LoopNest::macs)
                        .sum();
            }
        }
        return sum;
    }

    /**
     * The U-Net of 64 channels and 4 doublings with batch normalisation, 3 channels in and 2 classes, has 31,037,698
     * parameters in the widely used PyTorch version (milesial/Pytorch-UNet, transposed convolutions).
     */
    @Test
    void theFullUNetHasThePublishedParameters() {
        Network network = KnownNetwork.unet(Shape.of(3, 512, 512), 2, 64, 4);

        assertThat(network.parameters()).isEqualTo(31_037_698);
        assertThat(network.output().output()).isEqualTo(Shape.of(2, 512, 512));
    }

    /** Derived by hand from figure 1 of Ronneberger et al. 2015 with 16, 32, 64, 128 channels. */
    @Test
    void theSmallUNetIsTheSumOfItsTable() {
        Network network = KnownNetwork.UNET_SMALL.network();
        long down = conv(3, 16, 3, 128)
                + conv(16, 16, 3, 128)
                + conv(16, 32, 3, 64)
                + conv(32, 32, 3, 64)
                + conv(32, 64, 3, 32)
                + conv(64, 64, 3, 32);
        long bottom = conv(64, 128, 3, 16) + conv(128, 128, 3, 16);
        // an up-convolution multiplies every input position by 2x2 taps
        long up = 4 * (conv(128, 64, 1, 16) + conv(64, 32, 1, 32) + conv(32, 16, 1, 64))
                + conv(128, 64, 3, 32)
                + conv(64, 64, 3, 32)
                + conv(64, 32, 3, 64)
                + conv(32, 32, 3, 64)
                + conv(32, 16, 3, 128)
                + conv(16, 16, 3, 128);
        long weights = 9 * (3 * 16 + 16 * 16 + 16 * 32 + 32 * 32 + 32 * 64 + 64 * 64 + 64 * 128 + 128 * 128)
                + 9 * (128 * 64 + 64 * 64 + 64 * 32 + 32 * 32 + 32 * 16 + 16 * 16)
                + 4 * (128 * 64 + 64 * 32 + 32 * 16)
                + 16;
        long normalisations = 2 * 2 * (16 + 32 + 64 + 128 + 64 + 32 + 16);
        long biases = 64 + 32 + 16 + 1;

        assertThat(network.macs()).isEqualTo(down + bottom + up + conv(16, 1, 1, 128));
        assertThat(network.parameters()).isEqualTo(weights + normalisations + biases);
    }

    @ParameterizedTest
    @EnumSource
    void everyNetworkIsFoundByItsLabelAndTakesAnotherNumberOfClasses(KnownNetwork known) {
        Network network = known.network();
        Network fewer = KnownNetwork.named(known.label())
                .network(network.inputs().get(0).output(), 7);

        assertThat(fewer.output().output().channels()).isEqualTo(7);
        assertThat(network.name()).isNotEmpty();
    }

    @Test
    void anUnknownNameIsRefusedWithTheKnownOnes() {
        assertThatThrownBy(() -> KnownNetwork.named("resnet17"))
                .hasMessageContaining("(resnet17)")
                .hasMessageContaining("resnet18");
    }

    @Test
    void anInputTooSmallForTheStridesNamesTheLayer() {
        assertThatThrownBy(() -> KnownNetwork.ALEXNET.network(Shape.of(3, 32, 32), 10))
                .hasMessageContaining("Layer features/max_pool")
                .hasMessageContaining("window of 3 rows");
        assertThatThrownBy(() -> KnownNetwork.UNET_SMALL.network(Shape.of(3, 100, 128), 1))
                .hasMessageContaining("multiples of 8")
                .hasMessageContaining("[3,104,128]");
    }

    /** MACs of a convolution with a square kernel and a square output. */
    private static long conv(long channels, long filters, long kernel, long side) {
        return channels * filters * kernel * kernel * side * side;
    }
}
