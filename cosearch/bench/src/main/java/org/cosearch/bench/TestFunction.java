package org.cosearch.bench;

import java.util.Arrays;

/** A numeric test problem on the unit cube, the same code for all contenders. */
enum TestFunction {
    /** Zitzler, Deb and Thiele 2000; hypervolume up to 1.1 at best 0.87667. */
    ZDT1(30, 2) {
        @Override
        void evaluate(double[] x, double[] costs) {
            double sum = 0;
            for (int i = 1; i < x.length; i++) {
                sum += x[i];
            }
            double g = 1 + 9 * sum / (x.length - 1);
            costs[0] = x[0];
            costs[1] = g * (1 - Math.sqrt(x[0] / g));
        }
    },
    /** Deb et al. 2005, three objectives; hypervolume up to 1.1 at best 0.80740. */
    DTLZ2(12, 3) {
        @Override
        void evaluate(double[] x, double[] costs) {
            double g = 0;
            for (int i = 2; i < x.length; i++) {
                g += (x[i] - 0.5) * (x[i] - 0.5);
            }
            double a = x[0] * Math.PI / 2;
            double b = x[1] * Math.PI / 2;
            costs[0] = (1 + g) * Math.cos(a) * Math.cos(b);
            costs[1] = (1 + g) * Math.cos(a) * Math.sin(b);
            costs[2] = (1 + g) * Math.sin(a);
        }
    };

    private final int variables;
    private final int objectives;

    TestFunction(int variables, int objectives) {
        this.variables = variables;
        this.objectives = objectives;
    }

    int variables() {
        return variables;
    }

    int objectives() {
        return objectives;
    }

    /** 1.1 in every objective. */
    double[] reference() {
        double[] reference = new double[objectives];
        Arrays.fill(reference, 1.1);
        return reference;
    }

    abstract void evaluate(double[] x, double[] costs);
}
