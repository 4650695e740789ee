package org.cosearch.workload.zoo;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;

/**
 * A published network by its name.
 *
 * <p>The layers are those of torchvision (release 0.14 and later), unless a constant says otherwise, so that trained
 * weights and published counts apply.
 */
public enum KnownNetwork {
    /** One weird trick (Krizhevsky 2014, arXiv 1404.5997): the single-tower variant, not that of 2012 with groups. */
    ALEXNET("alexnet", 224, 1000),

    /** Configuration D of Simonyan and Zisserman 2015, without batch normalisation. */
    VGG16("vgg16", 224, 1000),

    /** He et al. 2016, table 1. */
    RESNET18("resnet18", 224, 1000),

    /** He et al. 2016, table 1, with the stride in the 3×3 convolution of a block (called v1.5). */
    RESNET50("resnet50", 224, 1000),

    /** Sandler et al. 2018, table 2, width multiplier 1. */
    MOBILENET_V2("mobilenet_v2", 224, 1000),

    /** Dosovitskiy et al. 2021, in the size Ti of Touvron et al. 2021 (DeiT), patches of 16×16; layers of timm. */
    VIT_TINY_16("vit_tiny_16", 224, 1000),

    /** {@link #unet} with 16 channels at the top and 3 doublings, for one class against the background. */
    UNET_SMALL("unet_small", 128, 1);

    private final String label;
    private final int side;
    private final int classes;

    KnownNetwork(String label, int side, int classes) {
        this.label = label;
        this.side = side;
        this.classes = classes;
    }

    /** The name in files and commands, such as {@code resnet18}. */
    public String label() {
        return label;
    }

    /**
     * The network of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static KnownNetwork named(String label) {
        for (KnownNetwork network : values()) {
            if (network.label.equals(label)) {
                return network;
            }
        }
        throw new IllegalArgumentException("There is no network named (%s).\nMaybe one of %s."
                .formatted(
                        label, Arrays.stream(values()).map(KnownNetwork::label).collect(Collectors.joining(", "))));
    }

    /** The network with the classes of its publication for colour images of its usual size. */
    public Network network() {
        return network(Shape.of(3, side, side), classes);
    }

    /**
     * The same layers for another input and another number of classes.
     *
     * @param input a feature map {@code [C,H,W]}
     * @throws IllegalArgumentException if the input is too small for the strides
     */
    public Network network(Shape input, int classes) {
        return switch (this) {
            case ALEXNET -> AlexNet.network(input, classes);
            case VGG16 -> Vgg16.network(input, classes);
            case RESNET18 -> ResNet.resNet18(input, classes);
            case RESNET50 -> ResNet.resNet50(input, classes);
            case MOBILENET_V2 -> MobileNetV2.network(input, classes);
            case VIT_TINY_16 -> VisionTransformer.tiny16(input, classes);
            case UNET_SMALL -> unet(input, classes, 16, 3);
        };
    }

    /**
     * A U-Net (Ronneberger et al. 2015) with padding, so that the output is as large as the input, and batch
     * normalisation instead of biases: one logit per class and position.
     *
     * @param input a feature map whose height and width are multiples of 2 to the power of {@code doublings}
     * @param channels at the top; doubled at every level below
     * @param doublings levels below the top; the publication has 4
     */
    public static Network unet(Shape input, int classes, int channels, int doublings) {
        return UNet.network(input, classes, channels, doublings);
    }
}
