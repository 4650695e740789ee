package org.cosearch.latency.gp;

import java.util.function.Function;

/** Minimisation of a smooth function of a few dozen variables by BFGS with backtracking (Nocedal and Wright 2006, 6.1). */
final class Descent {

    private static final int ITERATIONS = 60;
    private static final double LARGEST_STEP = 2;

    private Descent() {}

    /** A function at a point. */
    record Point(double[] at, double value, double[] gradient) {}

    /** A point near {@code start} where no step in sight lowers the value. */
    static double[] minimise(double[] start, Function<double[], Point> function) {
        int n = start.length;
        Point here = function.apply(start.clone());
        double[][] inverseHessian = new double[n][n];
        reset(inverseHessian, here);
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            double[] direction = Dense.times(inverseHessian, here.gradient());
            double slope = -Dense.dot(direction, here.gradient());
            if (slope >= -1e-10) {
                break;
            }
            double longest = 0;
            for (double d : direction) {
                longest = Math.max(longest, Math.abs(d));
            }
            double step = Math.min(1, LARGEST_STEP / longest);
            Point next = here;
            for (int halving = 0; halving < 25; halving++) {
                Point tried = function.apply(moved(here.at(), direction, -step));
                if (tried.value() <= here.value() + 1e-4 * step * slope) {
                    next = tried;
                    break;
                }
                step /= 2;
            }
            if (next == here || here.value() - next.value() < 1e-5) {
                return next.at();
            }
            update(inverseHessian, here, next);
            here = next;
        }
        return here.at();
    }

    private static void reset(double[][] inverseHessian, Point point) {
        double scale = 1 / Math.max(1, Math.sqrt(Dense.dot(point.gradient(), point.gradient())));
        for (int i = 0; i < inverseHessian.length; i++) {
            inverseHessian[i][i] = scale;
        }
    }

    private static double[] moved(double[] from, double[] direction, double step) {
        double[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    private static void update(double[][] h, Point from, Point to) {
        int n = h.length;
        double[] s = moved(to.at(), from.at(), -1);
        double[] y = moved(to.gradient(), from.gradient(), -1);
        double sy = Dense.dot(s, y);
        if (sy < 1e-10) {
            return;
        }
        double[] hy = Dense.times(h, y);
        double factor = (1 + Dense.dot(y, hy) / sy) / sy;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                h[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / sy;
            }
        }
    }
}
