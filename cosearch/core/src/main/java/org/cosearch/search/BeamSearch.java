package org.cosearch.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Trial;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;

/**
 * Diverse beam search: decides the small choices by which a space {@linkplain Space#compose composes} its designs one
 * after the other, level by level, and keeps the best so many beginnings at each level. When all are whole it starts anew.
 *
 * <p>A beginning is as good as one design that begins so: it goes on as the design of the beginning that it extends does,
 * and at random where that has nothing to say. The beginnings are kept group after group; each is the less worth to a
 * group the more of the beginnings that earlier groups keep choose the same at this level. With one group, or no weight on
 * diversity, it is plain beam search; with a width of all beginnings it is exhaustive.
 *
 * <p>Departures from the paper: for any decisions, not sentences, so that a beginning is judged by a design; the worth is
 * the place in the order of {@linkplain Survival#byCrowding crowded comparison}, from 1 for the first to 0.
 *
 * @see <a href="https://arxiv.org/abs/1610.02424">Vijayakumar et al. 2016: diverse beam search</a>
 */
public final class BeamSearch implements SearchStrategy {

    /** Passes in a row that find nothing new before random designs are asked. */
    private static final int TRIES = 10;

    /**
     * How a search proceeds.
     *
     * @param width beginnings kept at each level, at least 1
     * @param groups that they are kept in, from 1 to {@code width}
     * @param diversity what a choice loses in worth if all of the earlier groups made it, at least 0
     */
    public record Settings(int width, int groups, double diversity) {
        public Settings {
            if (width < 1 || groups < 1 || groups > width || !(diversity >= 0)) {
                throw new IllegalArgumentException(
                        "Beam search has width (%d), groups (%d) and diversity (%s), but at least 1, from 1 to the width, and at least 0."
                                .formatted(width, groups, diversity));
            }
        }
    }

    private final Problem problem;
    private final Space space;
    private final Settings settings;
    private final Proposals proposals;
    private final RandomGenerator random;
    private final Novelty novelty;
    private final Dialogue dialogue = new Dialogue();
    private final Map<Genome, Candidate> told = new HashMap<>();
    private final List<Genome> waiting = new ArrayList<>(); // of the open level, the next one first
    private List<Beginning> level = List.of(); // that is being judged

    public BeamSearch(Problem problem, Space space, Settings settings, Proposals proposals, RandomGenerator random) {
        this.problem = problem;
        this.space = space;
        this.settings = settings;
        this.proposals = proposals;
        this.random = random;
        novelty = new Novelty(proposals, random);
    }

    /** An ask ends at the end of a level. */
    @Override
    public List<Genome> ask(int n) {
        dialogue.beforeAsking(n);
        for (int passes = 0; waiting.isEmpty() && passes < TRIES; ) {
            List<Beginning> kept = kept();
            boolean whole = kept.stream().allMatch(Beginning::whole);
            open(whole ? begun() : extended(kept));
            passes += whole ? 1 : 0;
        }
        if (waiting.isEmpty()) {
            waiting.addAll(novelty.random(n));
        }
        List<Genome> next = waiting.subList(0, Math.min(n, waiting.size()));
        List<Genome> asked = dialogue.ask(next);
        next.clear();
        return asked;
    }

    @Override
    public void tell(List<Trial> trials) {
        dialogue.tell(trials);
        for (Trial trial : trials) {
            told.put(trial.genome(), Candidate.of(problem, trial));
        }
    }

    private void open(List<Beginning> beginnings) {
        level = beginnings.stream()
                .filter(beginning -> told.containsKey(beginning.genome()) || asks(beginning.genome()))
                .toList();
    }

    /** Whether a design is asked on this level, by this or an earlier beginning. */
    private boolean asks(Genome genome) {
        if (waiting.contains(genome)) {
            return true;
        }
        boolean fresh =
                proposals.permits(genome, novelty.asked()) && novelty.asked().add(genome);
        if (fresh) {
            waiting.add(genome);
        }
        return fresh;
    }

    /** Nothing decided, random designs. */
    private List<Beginning> begun() {
        return Stream.generate(() -> Beginning.of(space, new int[0], new int[0], random))
                .limit(settings.width())
                .toList();
    }

    /** Each beginning with each of its next choices. */
    private List<Beginning> extended(List<Beginning> beginnings) {
        List<Beginning> extended = new ArrayList<>();
        for (Beginning beginning : beginnings) {
            if (beginning.whole()) {
                extended.add(beginning);
                continue;
            }
            for (int choice = 0; choice < beginning.alternatives(); choice++) {
                extended.add(beginning.with(choice, space, random));
            }
        }
        return extended;
    }

    /** The beginnings of the level that are kept, group after group. */
    private List<Beginning> kept() {
        Map<Beginning, Double> worth = worth();
        Set<Beginning> kept = new LinkedHashSet<>();
        for (int group = 0; group < settings.groups(); group++) {
            List<Beginning> earlier = List.copyOf(kept);
            int size =
                    settings.width() * (group + 1) / settings.groups() - settings.width() * group / settings.groups();
            worth.keySet().stream()
                    .filter(beginning -> !kept.contains(beginning))
                    .sorted((a, b) -> Double.compare(
                            worth.getOrDefault(b, 0.0) - settings.diversity() * b.sameIn(earlier),
                            worth.getOrDefault(a, 0.0) - settings.diversity() * a.sameIn(earlier)))
                    .limit(size)
                    .toList()
                    .forEach(kept::add);
        }
        return List.copyOf(kept);
    }

    /** The different beginnings of the level by the best design of each, best first, from 1 to 0. */
    private Map<Beginning, Double> worth() {
        List<Candidate> candidates = new ArrayList<>();
        List<Beginning> judged = new ArrayList<>();
        for (Beginning beginning : level) {
            Candidate candidate = told.get(beginning.genome());
            if (candidate != null) {
                candidates.add(candidate);
                judged.add(beginning);
            }
        }
        int[] order = Survival.byCrowding()
                .survivors(Candidate.costs(candidates), Candidate.violations(candidates), candidates.size());
        Map<Beginning, Double> worth = new LinkedHashMap<>();
        Set<List<Integer>> seen = new HashSet<>();
        for (int place = 0; place < order.length; place++) {
            Beginning beginning = judged.get(order[place]);
            if (seen.add(beginning.choices())) {
                worth.put(beginning, 1 - (double) place / order.length);
            }
        }
        return worth;
    }
}
