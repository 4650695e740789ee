package org.cosearch.accelerator.schedule;

import java.time.Duration;
import java.util.*;
import org.optaplanner.core.api.solver.*;
import org.optaplanner.core.config.heuristic.selector.move.composite.*;
import org.optaplanner.core.config.heuristic.selector.entity.*;
import org.optaplanner.core.config.heuristic.selector.value.*;
import org.optaplanner.core.config.heuristic.selector.move.generic.*;
import org.optaplanner.core.config.localsearch.*;
import org.optaplanner.core.config.localsearch.decider.acceptor.*;
import org.optaplanner.core.config.localsearch.decider.forager.*;
import org.optaplanner.core.config.solver.*;
import org.optaplanner.core.config.solver.termination.*;
import org.optaplanner.core.config.score.director.*;

public final class OptaPlannerScheduler {
    static long count;
    static Sequence solve(FlatProblem problem, Sequence start, boolean energyCounts, long latency, TerminationConfig termination, LocalSearchAcceptorConfig acceptor, int accepted) {
        double most = 0;
        for (int i = 0; i < problem.layers; i++) { double m = 0; for (int s : problem.choices[i]) m = Math.max(m, problem.energy[i * problem.subs + s]); most += m + problem.transferEnergy[i]; }
        PlannedTask task = new PlannedTask(problem, energyCounts, latency, Math.max(most, 1e-9) / (1L << 40));
        List<PlannedLayer> layers = new ArrayList<>();
        for (int i = 0; i < problem.layers; i++) layers.add(new PlannedLayer(i, Arrays.stream(problem.choices[i]).boxed().toList(), start.place(i), 2 * start.position(i) + 1));
        SolverConfig config = new SolverConfig().withSolutionClass(PlannedSchedule.class).withEntityClasses(PlannedLayer.class)
            .withScoreDirectorFactory(new ScoreDirectorFactoryConfig().withIncrementalScoreCalculatorClass(PlannedScore.class))
            .withRandomSeed(0L).withEnvironmentMode(EnvironmentMode.NON_REPRODUCIBLE == null ? null : EnvironmentMode.REPRODUCIBLE)
            .withTerminationConfig(termination)
            .withPhases(new LocalSearchPhaseConfig()
               .withMoveSelectorConfig(new UnionMoveSelectorConfig().withMoveSelectors(
                   new ChangeMoveSelectorConfig().withValueSelectorConfig(new ValueSelectorConfig().withVariableName("place")),
                   new ChangeMoveSelectorConfig().withValueSelectorConfig(new ValueSelectorConfig().withVariableName("rank")),
                   new CartesianProductMoveSelectorConfig().withMoveSelectors(
                     new ChangeMoveSelectorConfig().withEntitySelectorConfig(new EntitySelectorConfig().withId("x")).withValueSelectorConfig(new ValueSelectorConfig().withVariableName("place")),
                     new ChangeMoveSelectorConfig().withEntitySelectorConfig(new EntitySelectorConfig().withMimicSelectorRef("x")).withValueSelectorConfig(new ValueSelectorConfig().withVariableName("rank")))))
               .withAcceptorConfig(acceptor)
               .withForagerConfig(new LocalSearchForagerConfig().withAcceptedCountLimit(accepted)));
        PlannedSchedule best = SolverFactory.<PlannedSchedule>create(config).buildSolver().solve(new PlannedSchedule(task, layers));
        Sequence s = new Sequence(problem);
        int[] ranks = new int[problem.layers];
        for (PlannedLayer l : best.layers()) { s.place(l.layer(), l.place()); ranks[l.layer()] = l.rank(); }
        s.rank(ranks);
        return s;
    }
}
