package org.cosearch.workload;

import java.util.List;

/** Two or more inputs one after the other along the channels; all other extents are equal. */
public record Concat() implements Layer {

    @Override
    public String kind() {
        return "concat";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        Operands.several(this, inputs);
        Shape first = inputs.get(0);
        int channels = 0;
        for (Shape input : inputs) {
            if (input.rank() != first.rank() || !input.withChannels(1).equals(first.withChannels(1))) {
                throw new ShapeException(
                        this,
                        "cannot concatenate %s and %s along the channels".formatted(first, input),
                        "bring the branches to the same height and width first");
            }
            channels = Math.addExact(channels, input.channels());
        }
        return first.withChannels(channels);
    }
}
