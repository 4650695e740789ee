package org.cosearch.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.archive.ParetoArchive;
import org.cosearch.codesign.CapacityEvaluator;
import org.cosearch.codesign.DesignCodec;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Problem;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.search.Nsga2;
import org.cosearch.search.Proposals;
import org.cosearch.search.SearchStrategy;
import org.cosearch.search.SuccessiveSearch;
import org.cosearch.search.TranslatedSearch;
import org.cosearch.search.TypedProposals;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.OneOf;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.cosearch.workload.Network;

/**
 * The two searches that NASAIC is compared with (Yang et al. 2020, section V-A): NAS → ASIC, which decides on the networks
 * before it looks for a chip, and ASIC → HW-NAS, which decides on the chip before it looks for networks.
 *
 * <p>Departures: both decide on all designs that their first step cannot tell apart, its Pareto front, where the paper
 * decides on one; and the capacity of networks stands in for their accuracy, as nothing is trained for a comparison.
 *
 * @param problem what both are judged by: capacity, and what the chip costs
 * @param evaluations of designs that each of them has
 */
record Succession(Blueprint blueprint, Problem problem, long evaluations) {

    /** Random networks among which the one of median capacity is found. */
    private static final int TYPICAL_OF = 101;

    /** What networks are judged by if nothing is known of the chip. */
    private static final Problem BLIND = new Problem(
            List.of(Objective.maximize(CapacityEvaluator.CAPACITY), Objective.minimize(Metric.PARAMETERS_M)),
            List.of());

    /**
     * First a search of networks for capacity and few parameters, blind to the chip, with {@link #networkEvaluations}; then,
     * with the rest, a search of chips for the networks of its front.
     */
    SearchStrategy networksFirst(RandomGenerator random) {
        Space space = blueprint.networks().space();
        int allowance = networkEvaluations();
        SearchStrategy search = new Nsga2(BLIND, Math.max(2, allowance / 3), TypedProposals.of(space), random);
        ParetoArchive archive = new ParetoArchive(BLIND);
        int done = 0;
        while (done < allowance) {
            List<Genome> asked = search.ask(allowance - done);
            if (asked.isEmpty()) {
                break;
            }
            List<Trial> told = new ArrayList<>();
            for (Genome genome : asked) {
                told.add(new Trial(done++, genome, new Outcome.Scored(blind(genome))));
            }
            search.tell(told);
            told.forEach(archive::add);
        }
        List<Genome> networks = archive.front().stream().map(Trial::genome).toList();
        return joint(random, DesignCodec.NETWORKS, networks, UnaryOperator.identity());
    }

    /** The evaluations of the search of networks: the run's allowance of networks, but no more than half of all. */
    int networkEvaluations() {
        return (int) Math.min(blueprint.config().budget().networks(), Math.max(1, evaluations / 2));
    }

    private Scores blind(Genome genome) {
        List<Network> networks = blueprint.networks().decode(genome);
        long parameters = networks.stream().mapToLong(Network::parameters).sum();
        return Scores.of(
                blueprint.capacity().figure(networks),
                Figure.of(Metric.PARAMETERS_M, parameters * 1e-6, Origin.COUNTED));
    }

    /**
     * First, with half of the evaluations, a search of chips for typical networks; then, with the rest, a search of
     * networks for the chips of its front, or for the one that is nearest to the specs if none meets them.
     */
    SearchStrategy chipFirst(RandomGenerator random) {
        long first = evaluations / 2;
        Genome typical = typicalNetworks(random);
        SearchStrategy chips = joint(random, DesignCodec.NETWORKS, List.of(typical), UnaryOperator.identity());
        int networks = blueprint.config().budget().networks();
        return new SuccessiveSearch(
                chips,
                first,
                trials -> joint(
                        random,
                        DesignCodec.ACCELERATOR,
                        chips(trials),
                        proposals -> proposals.sparing(DesignCodec.NETWORKS, networks, evaluations - first)));
    }

    /**
     * A search of the run's kind for joint designs that have, in one block, one of the values that were decided on.
     *
     * @param more what else the proposals are held to
     */
    private SearchStrategy joint(
            RandomGenerator random, String decided, List<Genome> values, UnaryOperator<Proposals> more) {
        OneOf choice = Space.oneOf(
                IntStream.range(0, values.size()).mapToObj(String::valueOf).toArray(String[]::new));
        Space part = Space.product(((Product) blueprint.codec().space())
                .fields().stream()
                        .map(field -> field.name().equals(decided) ? Space.field(decided, choice) : field)
                        .toArray(Field[]::new));
        Genome any = blueprint.codec().space().sampleDecisions(random);
        return new TranslatedSearch(
                blueprint.strategy(problem, part, more.apply(Blueprint.proposals(part)), random),
                genome -> meaning(genome, any, decided, values));
    }

    private static Genome meaning(Genome genome, Genome any, String decided, List<Genome> values) {
        Genome joint = any;
        for (Field field : ((Product) genome.space()).fields()) {
            String name = field.name();
            joint = joint.with(
                    name,
                    name.equals(decided)
                            ? values.get(Integer.parseInt(genome.at(name).choice()))
                            : genome.at(name));
        }
        return joint;
    }

    /** Of median capacity among random ones. */
    private Genome typicalNetworks(RandomGenerator random) {
        Space space = blueprint.networks().space();
        record Sized(Genome genome, double capacity) {}
        List<Sized> sample = new ArrayList<>();
        for (int i = 0; i < TYPICAL_OF; i++) {
            Genome genome = space.sampleDecisions(random);
            sample.add(new Sized(
                    genome,
                    blueprint
                            .capacity()
                            .figure(blueprint.networks().decode(genome))
                            .value()));
        }
        sample.sort(Comparator.comparingDouble(Sized::capacity));
        return sample.get(TYPICAL_OF / 2).genome();
    }

    private List<Genome> chips(List<Trial> trials) {
        ParetoArchive archive = new ParetoArchive(problem);
        trials.forEach(archive::add);
        List<Trial> best = archive.front();
        if (best.isEmpty()) {
            best = trials.stream().min(Comparator.comparingDouble(trial -> problem.violation(trial.outcome()))).stream()
                    .toList();
        }
        return best.stream()
                .map(trial -> trial.genome().at(DesignCodec.ACCELERATOR))
                .distinct()
                .toList();
    }
}
