package org.cosearch.accelerator.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.cosearch.accelerator.template.Chips.Share;
import org.cosearch.accelerator.template.Chips.Total;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.AcceleratorTemplate;
import org.cosearch.hardware.Chip;
import org.cosearch.laws.Laws;
import org.cosearch.space.Codec;
import org.cosearch.space.Genome;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class ChipsTest {

    private static final List<Total> TOTALS = List.of(new Total("pes", 1024), new Total("noc_words_per_cycle", 64));

    private static final TemplateRanges RANGES = new TemplateRanges(
            new TemplateRanges.Steps(32, 1024, 32), List.of(64, 128, 256, 512), new TemplateRanges.Steps(8, 64, 8));

    private static final List<AcceleratorTemplate> TEMPLATES = Stream.of("shidiannao", "eyeriss", "nvdla")
            .map(name -> Templates.named(name, RANGES, TechnologyTest.technology("cmos-45nm")))
            .toList();

    private static final Codec<Accelerator> EACH = Templates.anyOf(TEMPLATES);

    private static final Codec<Chip> UP_TO_FOUR = Chips.of(EACH, TOTALS, 1, 4);

    @Test
    void everyGenomeMeansAChipWithinTheTotals() {
        for (boolean designs : new boolean[] {true, false}) {
            Laws.forAll(200, random -> sample(designs, random), (genome, random) -> withinTotals(genome));
        }
    }

    @Test
    void whatVariationMakesIsWithinTheTotalsToo() {
        Laws.forAll(100, random -> sample(false, random), (genome, random) -> {
            Space space = UP_TO_FOUR.space();
            withinTotals(space.mutate(genome, 0.3, random));
            withinTotals(space.crossover(genome, sample(false, random), random));
        });
    }

    private static Genome sample(boolean designs, RandomGenerator random) {
        return designs
                ? UP_TO_FOUR.space().sampleDesign(random)
                : UP_TO_FOUR.space().sampleDecisions(random);
    }

    private static void withinTotals(Genome genome) {
        Chip chip = UP_TO_FOUR.decode(genome);
        List<Genome> asked = genome.repeated();
        assertThat(chip.subAccelerators()).hasSameSizeAs(asked);
        assertThat(chip.subAccelerators().stream().mapToInt(ChipsTest::pes)).allMatch(pes -> pes % 32 == 0 && pes > 0);
        assertThat(chip.subAccelerators().stream().mapToInt(ChipsTest::pes).sum())
                .isLessThanOrEqualTo(1024);
        assertThat(chip.subAccelerators().stream().mapToDouble(ChipsTest::words).boxed())
                .allMatch(words -> words % 8 == 0 && words > 0);
        assertThat(chip.subAccelerators().stream().mapToDouble(ChipsTest::words).sum())
                .isLessThanOrEqualTo(64);
        for (int i = 0; i < asked.size(); i++) {
            assertThat(chip.subAccelerators().get(i).name())
                    .isEqualTo(asked.get(i).choice());
        }
    }

    @Test
    void whatIsWithinTheTotalsIsNotCut() {
        Laws.forAll(200, random -> sample(false, random), (genome, random) -> {
            List<Genome> asked = genome.repeated().stream().map(Genome::chosen).toList();
            if (asked.stream().mapToLong(each -> each.integer("pes")).sum() <= 1024) {
                assertThat(UP_TO_FOUR.decode(genome).subAccelerators().stream()
                                .map(sub -> (long) pes(sub))
                                .toList())
                        .isEqualTo(
                                asked.stream().map(each -> each.integer("pes")).toList());
            }
        });
    }

    @Test
    void theExcessIsCutInProportionToWholeSteps() {
        Share all = new Share(1024, 32, 32);
        Share little = new Share(32, 32, 32);
        Share half = new Share(512, 32, 32);

        assertThat(Chips.shares(1024, half, half)).containsExactly(512, 512);
        assertThat(Chips.shares(1024, all, all)).containsExactly(512, 512);
        assertThat(Chips.shares(1024, all, little)).containsExactly(992, 32);
        // beyond the smallest: 992 : 480 of 960, or 646.9 and 313.0, in whole steps of 32
        assertThat(Chips.shares(1024, all, half)).containsExactly(32 + 640, 32 + 288);
        assertThat(Chips.shares(128, all, all, all, all)).containsExactly(32, 32, 32, 32);
    }

    @Test
    void dramIsSharedEqually() {
        Laws.forAll(50, random -> sample(false, random), (genome, random) -> {
            Chip chip = UP_TO_FOUR.decode(genome);
            double whole = TEMPLATES.stream()
                    .findFirst()
                    .orElseThrow()
                    .decode(firstTemplateGenome())
                    .levels()
                    .get(0)
                    .bandwidth()
                    .sharedWordsPerCycle();
            assertThat(chip.subAccelerators())
                    .allMatch(sub -> sub.levels().get(0).bandwidth().sharedWordsPerCycle()
                            == whole / chip.subAccelerators().size());
        });
    }

    private static Genome firstTemplateGenome() {
        Option first = ((OneOf) EACH.space()).options().get(0);
        return first.space().enumerate().findFirst().orElseThrow();
    }

    @Test
    void aSingleAcceleratorIsAsItsTemplateHasIt() {
        Codec<Chip> single = Chips.single(EACH);
        assertThat(single.space()).isEqualTo(EACH.space());
        Laws.forAll(
                20,
                random -> EACH.space().sampleDesign(random),
                (genome, random) -> assertThat(single.decode(genome)).isEqualTo(Chip.of(EACH.decode(genome))));
    }

    @Test
    void aChipOfOneAmongSeveralIsASingleAccelerator() {
        Laws.forAll(50, random -> sample(false, random), (genome, random) -> {
            if (genome.repeated().size() == 1) {
                assertThat(UP_TO_FOUR.decode(genome))
                        .isEqualTo(Chip.of(EACH.decode(genome.repeated().get(0))));
            }
        });
    }

    @Test
    void limitsThatTheSmallestBreakAreRefused() {
        assertThatThrownBy(() -> Chips.of(EACH, List.of(new Total("pes", 96)), 1, 4))
                .hasMessageContaining("4 sub-accelerators of at least 32 (pes) break the limit of 96.")
                .hasMessageContaining("Maybe have fewer sub-accelerators, or smaller ones.");
        assertThatThrownBy(() -> Chips.of(EACH, TOTALS, 2, 1)).hasMessageContaining("from (2) to (1)");
    }

    @Test
    void aTemplateWithoutARangeOfAResourceIsRefused() {
        AcceleratorTemplate some = TEMPLATES.stream().findFirst().orElseThrow();
        assertThat(some.space()).isInstanceOf(Product.class);
        assertThatThrownBy(() -> Chips.of(EACH, List.of(new Total("rows", 96)), 1, 2))
                .hasMessageContaining("The template (%s) has no range of (rows)".formatted(some.name()));
    }

    private static int pes(Accelerator accelerator) {
        return accelerator.compute().mesh().instances();
    }

    private static double words(Accelerator accelerator) {
        return accelerator.levels().get(1).bandwidth().readWordsPerCycle();
    }
}
