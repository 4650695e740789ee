package org.cosearch.latency.meta;

import org.cosearch.latency.StorableLearner;

class MamlLearnerTest extends LearnedContract {

    private static final HelpLearner LEARNER =
            HelpLearner.train(SET, HelpLearnerTest.brief(HelpSettings.maml(false), 100), random());

    @Override
    protected StorableLearner learner() {
        return LEARNER;
    }

    @Override
    StorableLearner briefly() {
        return HelpLearner.train(SET, HelpLearnerTest.brief(HelpSettings.maml(false), 3), random());
    }

    @Override
    double expectedSpearman() {
        return 0.93;
    }
}
