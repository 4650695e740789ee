package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/** Samples of one session around 1 ms with a noise of 1 %, with and without a flaw. */
enum SimulatedTraces {
    INDEPENDENT {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return 1;
        }
    },
    /** Samples that remember their predecessors, at 0.9 of them. */
    AUTOREGRESSIVE {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return 1;
        }

        @Override
        double memory() {
            return 0.9;
        }
    },
    /** Slower and slower, by 10 to 20 % to the end. */
    DRIFTING {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return 1;
        }

        @Override
        DoubleUnaryOperator flaw(RandomGenerator random) {
            double slope = random.nextDouble(0.1, 0.2);
            return place -> 1 + slope * place;
        }
    },
    /** A clock that drops by 15 to 30 % somewhere between a fifth and four fifths. */
    THROTTLED {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return 1;
        }

        @Override
        DoubleUnaryOperator flaw(RandomGenerator random) {
            double onset = random.nextDouble(0.2, 0.8);
            double slow = 1 / (1 - random.nextDouble(0.15, 0.3));
            return place -> place < onset ? 1 : slow;
        }
    },
    /** Every twelfth sample or so takes twice as long, as when another process gets in between. */
    INTERRUPTED {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return random.nextInt(12) == 0 ? 2 : 1;
        }
    },
    /** One of two speeds at every sample, 8 % apart. */
    TWO_MODES {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return random.nextBoolean() ? 1 : 1.08;
        }
    };

    abstract double factor(int i, int n, RandomGenerator random);

    double memory() {
        return 0;
    }

    /** What is injected into one trace: a factor by the place in it, from 0 to 1. */
    DoubleUnaryOperator flaw(RandomGenerator random) {
        return place -> 1;
    }

    /** So many samples in nanoseconds. */
    List<Double> trace(int samples, RandomGenerator random) {
        List<Double> trace = new ArrayList<>();
        double noise = random.nextGaussian();
        DoubleUnaryOperator flaw = flaw(random);
        for (int i = 0; i < samples; i++) {
            noise = memory() * noise + Math.sqrt(1 - memory() * memory()) * random.nextGaussian();
            double slower = factor(i, samples, random) * flaw.applyAsDouble((double) i / samples);
            trace.add(1e6 * slower * (1 + 0.01 * noise));
        }
        return trace;
    }
}
