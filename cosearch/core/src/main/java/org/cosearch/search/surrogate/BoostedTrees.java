package org.cosearch.search.surrogate;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gradient-boosted regression trees (Friedman 2001; Ke et al. 2017), fitted by LightGBM on one thread.
 *
 * <p>Four ensembles, each without a quarter of the samples: the prediction is their mean; its variance that of the
 * ensembles and the mean squared residual of the samples that each has not seen.
 *
 * @see <a href="https://arxiv.org/abs/2007.04785">Luo et al. 2020: accuracy prediction with non-neural model for neural
 *     architecture search (GBDT-NAS)</a>
 */
record BoostedTrees() implements Regressor {

    private static final int PARTS = 4;
    private static final int ROUNDS = 120;

    @Override
    public String label() {
        return "boosted trees";
    }

    @Override
    public Model fit(double[][] rows, double[] values) {
        List<Forest> forests = new ArrayList<>();
        double square = 0;
        for (int part = 0; part < PARTS; part++) {
            List<double[]> seen = new ArrayList<>();
            List<Double> known = new ArrayList<>();
            for (int i = 0; i < rows.length; i++) {
                if (i % PARTS != part || rows.length < 2 * PARTS) {
                    seen.add(rows[i]);
                    known.add(values[i]);
                }
            }
            Forest forest = forest(
                    seen.toArray(double[][]::new),
                    known.stream().mapToDouble(value -> value).toArray());
            for (int i = part; i < rows.length; i += PARTS) {
                double residual = values[i] - forest.predict(rows[i]);
                square += residual * residual;
            }
            forests.add(forest);
        }
        double noise = square / rows.length;
        return row -> {
            double[] each =
                    forests.stream().mapToDouble(forest -> forest.predict(row)).toArray();
            double mean = Arrays.stream(each).average().orElse(0);
            double spread = Arrays.stream(each)
                    .map(value -> (value - mean) * (value - mean))
                    .average()
                    .orElse(0);
            return new Prediction(mean, Math.sqrt(noise + spread));
        };
    }

    /** LightGBM fits and is let go; what predicts are its trees, so that a model owns no native memory. */
    private static Forest forest(double[][] rows, double[] values) {
        double centre = Arrays.stream(values).average().orElse(0);
        double scale = Math.sqrt(Arrays.stream(values)
                .map(value -> (value - centre) * (value - centre))
                .average()
                .orElse(0));
        if (!(scale > 0)) {
            return new Forest(List.of(), centre, 0);
        }
        float[] labels = new float[values.length]; // what LightGBM takes; of order 1, so that nothing is lost
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (float) ((values[i] - centre) / scale);
        }
        int features = rows[0].length;
        double[] flat = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
        String settings =
                "objective=regression verbosity=-1 num_threads=1 deterministic=true force_row_wise=true seed=1"
                        + " learning_rate=0.1 num_leaves=8 min_data_in_bin=1 feature_pre_filter=false boost_from_average=false"
                        + " min_data_in_leaf=" + Math.max(2, rows.length / 30);
        try (LGBMDataset data = LGBMDataset.createFromMat(flat, rows.length, features, true, settings, null)) {
            data.setField("label", labels);
            try (LGBMBooster booster = LGBMBooster.create(data, settings)) {
                for (int round = 0; round < ROUNDS; round++) {
                    booster.updateOneIter();
                }
                return new Forest(
                        LightGbmText.trees(booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.SPLIT)),
                        centre,
                        scale);
            }
        } catch (LGBMException e) {
            throw new IllegalStateException(
                    "LightGBM could not fit %d samples of %d features: %s"
                            .formatted(rows.length, features, e.getMessage()),
                    e);
        }
    }

    /** Trees whose values add up, in units of {@code scale} around {@code centre}. */
    private record Forest(List<LightGbmText.Tree> trees, double centre, double scale) {

        double predict(double[] row) {
            double sum = 0;
            for (LightGbmText.Tree tree : trees) {
                sum += tree.value(row);
            }
            return centre + scale * sum;
        }
    }
}
