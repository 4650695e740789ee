package org.cosearch.family;

import java.util.List;
import java.util.stream.Collectors;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.VisionTask;

/**
 * A scheme of networks whose open decisions a search makes.
 *
 * <p>A family has a default space; another space will do if it has the same decisions with other ranges.
 */
public interface NetworkFamily {

    /** The name in run files, such as {@code mbconv}. */
    String name();

    /** What its networks say of an image; unless a family says otherwise, the class of the whole. */
    default VisionTask task() {
        return VisionTask.CLASSIFICATION;
    }

    /** The default space. */
    Space space();

    /**
     * Checks that {@code space} has the decisions that {@link #decode} reads, and no others.
     *
     * @throws IllegalArgumentException that names the decision which is missing, unknown or out of range
     */
    void check(Space space);

    /**
     * Checks {@code space} as {@link #check(Space)} does, and what the family can tell beforehand of images that its
     * networks do not take.
     *
     * @param input the images, {@code [C,H,W]}
     * @throws IllegalArgumentException that names the decision
     */
    default void check(Space space, Shape input) {
        check(space);
    }

    /**
     * The network that a genome means.
     *
     * @param genome of a space that passes {@link #check}
     * @param input the images, {@code [C,H,W]}
     * @param classes to be scored: once, or at every pixel if the {@link #task} is a segmentation
     * @throws IllegalArgumentException if the strides do not fit the input; the message names the layer
     */
    Network decode(Genome genome, Shape input, int classes);

    /** The codec of the default space for one data set. */
    default Codec<Network> codec(Shape input, int classes) {
        return codec(space(), input, classes);
    }

    /**
     * The codec of another space for one data set.
     *
     * @throws IllegalArgumentException if {@link #check(Space, Shape)} refuses the space
     */
    default Codec<Network> codec(Space space, Shape input, int classes) {
        check(space, input);
        return new Codec<>() {
            @Override
            public Space space() {
                return space;
            }

            @Override
            public Network decode(Genome genome) {
                if (!genome.space().equals(space)) {
                    throw new IllegalArgumentException(
                            "The genome %s is of another space than family %s searches.".formatted(genome, name()));
                }
                return NetworkFamily.this.decode(genome, input, classes);
            }
        };
    }

    /** The families of this package with their standard settings, in alphabetical order. */
    static List<NetworkFamily> standard() {
        return List.of(MbConv.standard(), NasBench201.standard(), new ResNet9(), new UNet());
    }

    /**
     * The standard family of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    static NetworkFamily named(String name) {
        for (NetworkFamily family : standard()) {
            if (family.name().equals(name)) {
                return family;
            }
        }
        throw new IllegalArgumentException("There is no network family named (%s).\nMaybe one of %s."
                .formatted(name, standard().stream().map(NetworkFamily::name).collect(Collectors.joining(", "))));
    }
}
