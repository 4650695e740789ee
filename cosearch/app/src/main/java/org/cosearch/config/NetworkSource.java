package org.cosearch.config;

import java.util.List;
import java.util.Optional;
import org.cosearch.workload.Shape;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Variants;

/** Where networks of a campaign come from. */
@Variants("from")
public sealed interface NetworkSource {

    /** Begins the names of its networks; unique in the campaign. */
    String name();

    /** Networks of an architecture space. */
    record Space(
            @Description("Begins the names of its networks; unique in the campaign.")
            String name,

            @Description("The architecture space: a file of configs/spaces by its name, or a path relative to this file"
                    + " that ends in .yaml.")
            String space,

            @Description("The images, as channels x rows x columns.")
            Shape input,

            @Description("The outputs.") @Default("10") @Bounds(atLeast = 1)
            int classes,

            @Description("Smaller networks of the family nasbench201, for quick measurements.")
            Optional<CellScale> scale,

            @Description("Which networks of the space.") Choice choose)
            implements NetworkSource {

        public Space {
            PlainNames.require("name", name);
        }

        Space with(String otherSpace, Choice otherChoice) {
            return new Space(name, otherSpace, input, classes, scale, otherChoice);
        }
    }

    /** Networks in ONNX files. */
    record Onnx(
            @Description("Begins the names of its networks; unique in the campaign.")
            String name,

            @Description("Paths of the models, absolute or relative to this file.")
            List<String> files)
            implements NetworkSource {

        public Onnx {
            PlainNames.require("name", name);
            files = List.copyOf(files);
            Lists.requireSome("files", files);
            Lists.requireDistinct("files", files);
        }

        Onnx with(List<String> otherFiles) {
            return new Onnx(name, otherFiles);
        }
    }

    /**
     * The size of a NAS-Bench-201 network around its cell.
     *
     * @param channels of the first stage; the benchmark has 16
     * @param cells per stage; the benchmark has 5
     */
    record CellScale(
            @Description("Channels of the first stage; the benchmark has 16.") @Bounds(atLeast = 1)
            int channels,

            @Description("Cells per stage; the benchmark has 5.") @Bounds(atLeast = 1)
            int cells) {}

    /** Which networks of a space. */
    @Variants("by")
    sealed interface Choice {}

    /** Distinct designs drawn at random. */
    record Sample(
            @Description("How many.") @Bounds(atLeast = 1) int count,

            @Description("Whether every design is equally likely, or every value of each decision.") @Default("designs")
            Uniform uniform)
            implements Choice {}

    /** What a sample is uniform over. */
    enum Uniform {
        DESIGNS,
        DECISIONS
    }

    /** Designs by name. */
    @org.cosearch.yaml.Name("list")
    record Listed(
            @Description("The designs, each as 'cosearch space sample' prints it.")
            List<String> designs) implements Choice {
        public Listed {
            designs = List.copyOf(designs);
            Lists.requireSome("designs", designs);
            Lists.requireDistinct("designs", designs);
        }
    }

    /** The designs that tell a predictor most. */
    record Suggestion(
            @Description("The path of a predictor bundle from 'cosearch predictor meta-train', absolute or relative to"
                    + " this file.")
            String bundle,

            @Description("How many.") @Bounds(atLeast = 1) int count,

            @Description("How many random designs to choose among.") @Default("1000") @Bounds(atLeast = 1)
            int candidates)
            implements Choice {

        public Suggestion {
            if (count > candidates) {
                throw new IllegalArgumentException(
                        "the count (%d) is above the number of candidates (%d).".formatted(count, candidates));
            }
        }
    }
}
