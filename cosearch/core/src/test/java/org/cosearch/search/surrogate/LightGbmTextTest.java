package org.cosearch.search.surrogate;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.ml.lightgbm.PredictionType;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class LightGbmTextTest {

    @Test
    void treesPredictWhatLightGbmPredicts() throws Exception {
        Random random = new Random(1);
        int count = 300;
        double[] flat = random.doubles(3L * count).toArray();
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            labels[i] = (float) (Math.sin(7 * flat[3 * i]) + flat[3 * i + 1] * flat[3 * i + 2]);
        }
        String settings = "objective=regression verbosity=-1 num_threads=1 num_leaves=15 min_data_in_leaf=5";
        try (LGBMDataset data = LGBMDataset.createFromMat(flat, count, 3, true, settings, null)) {
            data.setField("label", labels);
            try (LGBMBooster booster = LGBMBooster.create(data, settings)) {
                for (int round = 0; round < 40; round++) {
                    booster.updateOneIter();
                }
                List<LightGbmText.Tree> trees =
                        LightGbmText.trees(booster.saveModelToString(0, 0, LGBMBooster.FeatureImportanceType.SPLIT));

                assertThat(trees).hasSize(40);
                for (int i = 0; i < 200; i++) {
                    double[] row = random.doubles(3, -0.2, 1.2).toArray();
                    double expected = booster.predictForMatSingleRow(row, PredictionType.C_API_PREDICT_NORMAL);
                    assertThat(trees.stream()
                                    .mapToDouble(tree -> tree.value(row))
                                    .sum())
                            .isEqualTo(expected, Offset.offset(1e-12));
                }
            }
        }
    }

    @Test
    void aTreeOfOneLeafIsItsValue() {
        assertThat(LightGbmText.trees("Tree=0\nnum_leaves=1\nleaf_value=0.25\n\nend of trees\n")
                        .get(0)
                        .value(new double[] {1}))
                .isEqualTo(0.25);
    }
}
