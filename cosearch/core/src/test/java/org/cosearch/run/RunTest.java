package org.cosearch.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.cosearch.evaluate.Evaluator;
import org.cosearch.evaluate.Figure;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Origin;
import org.cosearch.evaluate.Outcome;
import org.cosearch.evaluate.Scores;
import org.cosearch.evaluate.Trial;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.search.SearchStrategy;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {

    private static final Space SPACE = Space.product(
            Space.field("kernel", Space.oneOf("3x3", "5x5")), Space.field("width", Space.integers(0, 100_000)));

    private static final Evaluator<Genome> WIDTH_AS_LATENCY = designs -> designs.stream()
            .map(design -> (Outcome) new Outcome.Scored(
                    Scores.of(Figure.of(Metric.LATENCY_MS, design.integer("width") / 3.0, Origin.SIMULATED))))
            .toList();

    @TempDir
    Path folder;

    @Test
    void aRunStopsExactlyAtItsEvaluations() throws IOException {
        Run.Result result = execute("journal", 25, WIDTH_AS_LATENCY);

        assertThat(result.end()).isEqualTo(Run.End.EVALUATIONS);
        assertThat(result.trials()).hasSize(25);
        assertThat(result.trials().get(24).id()).isEqualTo(24);
    }

    @Test
    void replayingTheJournalResumesTheSearchFromEveryPlaceOfACut() throws IOException {
        execute("whole", 12, WIDTH_AS_LATENCY);
        byte[] whole = Files.readAllBytes(folder.resolve("whole"));

        for (int cut = 0; cut < whole.length; cut += 7) {
            Files.write(folder.resolve("cut"), Arrays.copyOf(whole, cut));
            execute("cut", 12, WIDTH_AS_LATENCY);
            assertThat(folder.resolve("cut")).as("cut after %d bytes", cut).hasBinaryContent(whole);
        }
    }

    @Test
    void whatTheJournalHoldsIsNotEvaluatedAgain() throws IOException {
        execute("journal", 20, WIDTH_AS_LATENCY);
        AtomicInteger fresh = new AtomicInteger();

        Run.Result result = execute("journal", 30, designs -> {
            fresh.addAndGet(designs.size());
            return WIDTH_AS_LATENCY.evaluate(designs);
        });

        assertThat(fresh).hasValue(10);
        assertThat(result.trials()).hasSize(30);
    }

    @Test
    void anInterruptedRunKeepsWhatWasJournalled() throws IOException {
        AtomicInteger batches = new AtomicInteger();
        Run.Result stopped = execute("journal", 30, designs -> {
            if (batches.incrementAndGet() == 3) {
                throw new InterruptedException();
            }
            return WIDTH_AS_LATENCY.evaluate(designs);
        });
        assertThat(stopped.end()).isEqualTo(Run.End.STOPPED);
        assertThat(stopped.trials()).hasSize(20);

        execute("journal", 30, WIDTH_AS_LATENCY);
        execute("twin", 30, WIDTH_AS_LATENCY);
        assertThat(folder.resolve("journal")).hasSameBinaryContentAs(folder.resolve("twin"));
    }

    @Test
    void wallTimeIsCountedOverAllSessions() throws IOException {
        AtomicLong seconds = new AtomicLong();
        InstantSource clock = () -> Instant.ofEpochSecond(seconds.addAndGet(2));
        Budget budget = new Budget(1000, Optional.of(Duration.ofSeconds(10)));

        Run.Result first = execute("first", run(budget, WIDTH_AS_LATENCY, clock, Duration.ZERO));
        Run.Result late = execute("late", run(budget, WIDTH_AS_LATENCY, clock, Duration.ofSeconds(6)));

        assertThat(first.end()).isEqualTo(Run.End.WALL_TIME);
        assertThat(late.trials().size()).isPositive().isLessThan(first.trials().size());
    }

    @Test
    void aJournalOfAnotherSearchIsRefused() throws IOException {
        execute("journal", 20, WIDTH_AS_LATENCY);

        assertThatThrownBy(() -> {
                    try (Journal journal = Journal.open(folder.resolve("journal"), "hash", SPACE)) {
                        run(Budget.ofEvaluations(30), WIDTH_AS_LATENCY, InstantSource.system(), Duration.ZERO)
                                .execute(new Uniform(99), journal);
                    }
                })
                .isInstanceOf(IOException.class)
                .hasMessageContaining("trial 0")
                .hasMessageContaining("Maybe");
    }

    @Test
    void anExhaustedStrategyEndsTheRun() throws IOException {
        try (Journal journal = Journal.open(folder.resolve("journal"), "hash", SPACE)) {
            Run.Result result = run(Budget.ofEvaluations(5), WIDTH_AS_LATENCY, InstantSource.system(), Duration.ZERO)
                    .execute(
                            new SearchStrategy() {
                                @Override
                                public List<Genome> ask(int n) {
                                    return List.of();
                                }

                                @Override
                                public void tell(List<Trial> trials) {
                                    throw new AssertionError("nothing was asked");
                                }
                            },
                            journal);
            assertThat(result.end()).isEqualTo(Run.End.EXHAUSTED);
        }
    }

    private Run.Result execute(String file, int evaluations, Evaluator<Genome> evaluator) throws IOException {
        return execute(file, run(Budget.ofEvaluations(evaluations), evaluator, InstantSource.system(), Duration.ZERO));
    }

    private Run.Result execute(String file, Run<Genome> run) throws IOException {
        try (Journal journal = Journal.open(folder.resolve(file), "hash", SPACE)) {
            return run.execute(new Uniform(7), journal);
        }
    }

    private static Run<Genome> run(Budget budget, Evaluator<Genome> evaluator, InstantSource clock, Duration spent) {
        Codec<Genome> itself = new Codec<>() {
            @Override
            public Space space() {
                return SPACE;
            }

            @Override
            public Genome decode(Genome genome) {
                return genome;
            }
        };
        return new Run<>(itself, evaluator, budget, 10, RunListener.none(), clock, spent);
    }

    /** Draws genomes and learns nothing. */
    private static final class Uniform implements SearchStrategy {
        private final java.util.random.RandomGenerator random;
        private final List<Trial> told = new ArrayList<>();

        Uniform(long seed) {
            random = new RandomStreams(seed).stream(Purpose.SEARCH);
        }

        @Override
        public List<Genome> ask(int n) {
            List<Genome> asked = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                asked.add(SPACE.sampleDecisions(random));
            }
            return asked;
        }

        @Override
        public void tell(List<Trial> trials) {
            told.addAll(trials);
        }
    }
}
