package org.cosearch.workload;

import java.util.List;

/**
 * Zeroes elements at random while training; the identity otherwise.
 *
 * @param rate share of the elements, at least 0 and below 1
 */
public record Dropout(double rate) implements Layer {

    public Dropout {
        if (!(rate >= 0 && rate < 1)) {
            throw new IllegalArgumentException("The dropout rate (%s) is not in [0, 1).".formatted(rate));
        }
    }

    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public Shape infer(List<Shape> inputs) {
        return Operands.only(this, inputs);
    }
}
