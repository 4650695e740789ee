package org.cosearch.accelerator.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Bandwidth;
import org.cosearch.hardware.Chip;
import org.cosearch.space.Codec;
import org.cosearch.space.Field;
import org.cosearch.space.Genome;
import org.cosearch.space.IntRange;
import org.cosearch.space.OneOf;
import org.cosearch.space.Option;
import org.cosearch.space.Product;
import org.cosearch.space.Space;

/**
 * Chips of one to several sub-accelerators, each of any of the templates. How many they are is a decision if there is a
 * choice (NASAIC, Yang et al. 2020, section III-B).
 *
 * <p>Resources of which a chip has a limited number in all are shared out: where the sub-accelerators ask for more, what
 * each asks for beyond its smallest count is cut in proportion, down to whole steps, so that every genome means a chip
 * within the limits (ADR 0130). The interface to DRAM serves the sub-accelerators in turn: each has an equal part of its
 * bandwidth (ADR 0131).
 */
public final class Chips {

    /**
     * A resource of which a chip has a limited number.
     *
     * @param decision its name in the spaces of the templates, such as {@code pes}
     * @param most of all sub-accelerators together
     */
    public record Total(String decision, long most) {}

    private final Codec<Accelerator> each;
    private final List<Total> totals;

    private Chips(Codec<Accelerator> each, List<Total> totals) {
        this.each = each;
        this.totals = List.copyOf(totals);
    }

    /** Chips of one accelerator; the space is that of the accelerators. */
    public static Codec<Chip> single(Codec<Accelerator> each) {
        return Codec.of(each.space(), genome -> Chip.of(each.decode(genome)));
    }

    /**
     * Chips of {@code min} to {@code max} sub-accelerators; the space is a repeat of that of the accelerators.
     *
     * @param each the choice of a template, such as {@link Templates#anyOf}
     * @throws IllegalArgumentException unless 1 ≤ min ≤ max; if a template has no range of a limited resource; if so many
     *     of the smallest sub-accelerators break a limit
     */
    public static Codec<Chip> of(Codec<Accelerator> each, List<Total> totals, int min, int max) {
        if (min < 1 || max < min) {
            throw new IllegalArgumentException(
                    "A chip has from (%d) to (%d) sub-accelerators, but at least 1.".formatted(min, max));
        }
        Chips chips = new Chips(each, totals);
        totals.forEach(total -> chips.requireRoom(total, max));
        return Codec.of(Space.repeat(min, max, each.space()), genome -> chips.decode(genome.repeated()));
    }

    private void requireRoom(Total total, int count) {
        for (Option option : ((OneOf) each.space()).options()) {
            long least = range(option.space(), total.decision())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "The template (%s) has no range of (%s), which a chip of several sub-accelerators shares out.\nMaybe leave the template out, or have one sub-accelerator."
                                    .formatted(option.label(), total.decision())))
                    .min();
            if (count * least > total.most()) {
                throw new IllegalArgumentException(
                        "%d sub-accelerators of at least %d (%s) break the limit of %d.\nMaybe have fewer sub-accelerators, or smaller ones."
                                .formatted(count, least, total.decision(), total.most()));
            }
        }
    }

    private static Optional<IntRange> range(Space space, String decision) {
        if (space instanceof Product product) {
            for (Field field : product.fields()) {
                if (field.name().equals(decision) && field.space() instanceof IntRange range) {
                    return Optional.of(range);
                }
            }
        }
        return Optional.empty();
    }

    private Chip decode(List<Genome> asked) {
        List<Map<String, Object>> decisions = asked.stream()
                .<Map<String, Object>>map(genome -> new HashMap<>(genome.decisions()))
                .toList();
        boolean cut = false;
        for (Total total : totals) {
            cut |= share(total, asked, decisions);
        }
        List<Accelerator> accelerators = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            Genome genome = cut ? Genome.of(each.space(), decisions.get(i)) : asked.get(i);
            accelerators.add(sharingDram(each.decode(genome), asked.size()));
        }
        return new Chip(accelerators);
    }

    /** Cuts what is asked of one resource, if it is too much in all. */
    private static boolean share(Total total, List<Genome> asked, List<Map<String, Object>> decisions) {
        Share[] shares = new Share[asked.size()];
        for (int i = 0; i < shares.length; i++) {
            Genome chosen = asked.get(i).chosen();
            IntRange range = range(chosen.space(), total.decision()).orElseThrow();
            shares[i] = new Share(chosen.integer(total.decision()), range.min(), range.step());
        }
        long[] given = shares(total.most(), shares);
        boolean cut = false;
        for (int i = 0; i < shares.length; i++) {
            cut |= given[i] != shares[i].asked();
            decisions.get(i).put(asked.get(i).choice() + "." + total.decision(), given[i]);
        }
        return cut;
    }

    /** What one asks for of a resource: {@code least}, {@code least + step}, … */
    record Share(long asked, long least, long step) {}

    /** The counts asked for, or as many whole steps above the smallest counts as their proportions allow. */
    static long[] shares(long most, Share... shares) {
        long sum = 0;
        long floor = 0;
        for (Share share : shares) {
            sum += share.asked();
            floor += share.least();
        }
        long[] given = new long[shares.length];
        for (int i = 0; i < shares.length; i++) {
            Share share = shares[i];
            if (sum <= most) {
                given[i] = share.asked();
            } else {
                long above = (share.asked() - share.least()) * (most - floor) / (sum - floor);
                given[i] = share.least() + above / share.step() * share.step();
            }
        }
        return given;
    }

    private static Accelerator sharingDram(Accelerator accelerator, int sharers) {
        Bandwidth whole = accelerator.levels().get(0).bandwidth();
        return sharers == 1
                ? accelerator
                : accelerator.with(
                        0,
                        new Bandwidth(
                                whole.readWordsPerCycle() / sharers,
                                whole.writeWordsPerCycle() / sharers,
                                whole.sharedWordsPerCycle() / sharers));
    }
}
