package org.cosearch.session;

import java.util.random.RandomGenerator;
import org.cosearch.config.SearchConfig;
import org.cosearch.evaluate.Problem;
import org.cosearch.search.BeamSearch;
import org.cosearch.search.Linas;
import org.cosearch.search.LocalSearch;
import org.cosearch.search.ModelBasedSearch;
import org.cosearch.search.MoeaD;
import org.cosearch.search.Nsga2;
import org.cosearch.search.Nsga3;
import org.cosearch.search.Proposals;
import org.cosearch.search.RandomSearch;
import org.cosearch.search.RegularizedEvolution;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.SmsEmoa;
import org.cosearch.search.TreeSearch;
import org.cosearch.search.surrogate.Regressor;
import org.cosearch.space.Space;

/** The strategies that a run file can name, for one problem on one space. */
record Strategies(Problem problem, Space space, Proposals proposals, RandomGenerator random) {

    /** A fresh strategy. */
    SearchStrategy of(SearchConfig search) {
        if (search instanceof SearchConfig.Nsga2 nsga2) {
            return new Nsga2(problem, nsga2.population(), proposals, random);
        }
        if (search instanceof SearchConfig.Nsga3 nsga3) {
            return new Nsga3(problem, nsga3.population(), proposals, random);
        }
        if (search instanceof SearchConfig.SmsEmoa smsEmoa) {
            return new SmsEmoa(problem, smsEmoa.population(), proposals, random);
        }
        if (search instanceof SearchConfig.MoeaD moeaD) {
            return new MoeaD(problem, moeaD.population(), proposals, random);
        }
        if (search instanceof SearchConfig.RegularizedEvolution evolution) {
            int sample = Math.max(1, evolution.population() / 4);
            return new RegularizedEvolution(problem, evolution.population(), sample, proposals, random);
        }
        if (search instanceof SearchConfig.LocalSearch local) {
            return new LocalSearch(problem, local.starts(), proposals, random);
        }
        if (search instanceof SearchConfig.Linas linas) {
            Linas.Settings usual = Linas.Settings.DEFAULT;
            Linas.Settings settings = new Linas.Settings(
                    linas.initial(), linas.batch(), usual.population(), usual.generations(), usual.memory());
            return new Linas(problem, space, settings, proposals, random);
        }
        if (search instanceof SearchConfig.ModelBased model) {
            ModelBasedSearch.Settings usual = ModelBasedSearch.Settings.DEFAULT;
            ModelBasedSearch.Settings settings = new ModelBasedSearch.Settings(
                    model.initial(), model.batch(), usual.pool(), usual.optimism(), usual.chance());
            return new ModelBasedSearch(problem, space, settings, proposals, Regressor.usual(), random);
        }
        if (search instanceof SearchConfig.Tree tree) {
            return new TreeSearch(problem, space, tree.exploration(), proposals, random);
        }
        if (search instanceof SearchConfig.Beam beam) {
            BeamSearch.Settings settings = new BeamSearch.Settings(beam.width(), beam.groups(), beam.diversity());
            return new BeamSearch(problem, space, settings, proposals, random);
        }
        return new RandomSearch(proposals, random);
    }
}
