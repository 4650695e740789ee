package org.cosearch.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.cosearch.config.CampaignFile;
import org.cosearch.config.NetworkSource;
import org.cosearch.config.SpaceFile;
import org.cosearch.latency.bundle.PredictorBundle;
import org.cosearch.predict.Architecture;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.space.Genome;

/** The networks that a campaign file means; the same file gives the same ones. */
final class Subjects {

    /** Draws in a row without a new design after which a space counts as drawn empty. */
    private static final int FRUITLESS_DRAWS = 10_000;

    private Subjects() {}

    /**
     * All networks, source by source.
     *
     * @throws IllegalArgumentException if a source cannot give as many as it is asked for, or one has no meaning
     */
    static List<Subject> of(CampaignFile file) throws IOException {
        List<Subject> all = new ArrayList<>();
        for (int i = 0; i < file.networks().size(); i++) {
            CampaignFile.Networks networks = file.networks().get(i);
            RandomGenerator random = new RandomStreams(file.config().seed()).stream(Purpose.SAMPLING, i);
            if (networks instanceof CampaignFile.Networks.OfSpace space) {
                NetworkSource.Space source = space.source();
                int index = 0;
                for (Genome genome : chosen(space, random)) {
                    all.add(Subject.of(
                            source.name(),
                            index++,
                            Optional.of(genome),
                            space.file().family().decode(genome, source.input(), source.classes())));
                }
            }
        }
        return List.copyOf(all);
    }

    private static List<Genome> chosen(CampaignFile.Networks.OfSpace space, RandomGenerator random) throws IOException {
        NetworkSource.Choice choose = space.source().choose();
        String name = space.source().name();
        if (choose instanceof NetworkSource.Sample sample) {
            return drawn(name, space.file(), sample.count(), sample.uniform(), random);
        } else if (choose instanceof NetworkSource.Listed listed) {
            return listed.designs().stream()
                    .map(design -> Genome.fromJson(space.file().space(), design))
                    .toList();
        }
        NetworkSource.Suggestion suggestion = (NetworkSource.Suggestion) choose;
        List<Genome> candidates =
                drawn(name, space.file(), suggestion.candidates(), NetworkSource.Uniform.DESIGNS, random);
        return suggested(name, space.bundle().orElseThrow(), candidates, suggestion.count(), random);
    }

    private static List<Genome> drawn(
            String name, SpaceFile file, int count, NetworkSource.Uniform uniform, RandomGenerator random) {
        Set<Genome> drawn = new LinkedHashSet<>();
        int fruitless = 0;
        while (drawn.size() < count) {
            boolean fresh = drawn.add(
                    uniform == NetworkSource.Uniform.DESIGNS
                            ? file.space().sampleDesign(random)
                            : file.space().sampleDecisions(random));
            fruitless = fresh ? 0 : fruitless + 1;
            if (fruitless == FRUITLESS_DRAWS) {
                throw new IllegalArgumentException(
                        "The networks %s: the space gave %d different designs and no more in %d draws, not %d.%nMaybe ask for fewer."
                                .formatted(name, drawn.size(), FRUITLESS_DRAWS, count));
            }
        }
        return List.copyOf(drawn);
    }

    private static List<Genome> suggested(
            String name, Path bundle, List<Genome> candidates, int count, RandomGenerator random) throws IOException {
        PredictorBundle read = PredictorBundle.read(bundle);
        Map<Architecture, Genome> genomes = new LinkedHashMap<>();
        for (Genome genome : candidates) {
            try {
                genomes.putIfAbsent(
                        DecisionTable.architecture(genome, read.learner().space()), genome);
            } catch (IllegalArgumentException refused) {
                throw new IllegalArgumentException(
                        "The networks %s: the bundle %s is of another space: %s"
                                .formatted(name, bundle, refused.getMessage()),
                        refused);
            }
        }
        return read.learner().suggest(List.copyOf(genomes.keySet()), List.of(), count, random).stream()
                .map(architecture ->
                        Optional.ofNullable(genomes.get(architecture)).orElseThrow())
                .toList();
    }
}
