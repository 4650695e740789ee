package org.cosearch.training.recipe;

/** The rule that turns gradients into updates of the weights. */
public sealed interface Optimizer {

    /**
     * Stochastic gradient descent with Nesterov momentum (Sutskever et al. 2013, section 2). Weight decay is added to
     * the gradient.
     *
     * @param momentum at least 0 and below 1
     */
    record Nesterov(double momentum) implements Optimizer {
        public Nesterov {
            share("momentum", momentum);
        }
    }

    /**
     * Adam with decoupled weight decay (Loshchilov and Hutter 2019, algorithm 2); epsilon is 1e-8. Each step takes
     * {@code learning rate · weight decay} of the weight away.
     *
     * @param beta1 decay of the gradient's mean, at least 0 and below 1
     * @param beta2 decay of its square's mean, at least 0 and below 1
     */
    record AdamW(double beta1, double beta2) implements Optimizer {
        public AdamW {
            share("beta1", beta1);
            share("beta2", beta2);
        }
    }

    private static void share(String name, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new IllegalArgumentException("%s (%s) is not in [0, 1).".formatted(name, value));
        }
    }
}
