package org.cosearch.campaign;

import java.util.ArrayList;
import java.util.List;
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
    /** Slower and slower, by 15 % to the end. */
    DRIFTING {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return 1 + 0.15 * i / n;
        }
    },
    /** A clock that drops by 15 % or more somewhere in the middle. */
    THROTTLED {
        @Override
        double factor(int i, int n, RandomGenerator random) {
            return i < n / 2 ? 1 : 1 / 0.85;
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

    /** So many samples in nanoseconds. */
    List<Double> trace(int samples, RandomGenerator random) {
        List<Double> trace = new ArrayList<>();
        double noise = random.nextGaussian();
        for (int i = 0; i < samples; i++) {
            noise = memory() * noise + Math.sqrt(1 - memory() * memory()) * random.nextGaussian();
            trace.add(1e6 * factor(i, samples, random) * (1 + 0.01 * noise));
        }
        return trace;
    }
}
