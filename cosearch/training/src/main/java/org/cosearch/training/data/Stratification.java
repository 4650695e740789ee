package org.cosearch.training.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;

/** The ways to divide images so that every class keeps its share. */
final class Stratification {

    private Stratification() {}

    /** The indices, ascending, of the first images of each class, {@code limit} in all. */
    static int[] prefix(LabelledImages images, int classes, int limit) {
        int[] left = quotas(images.perClass(classes), limit);
        return IntStream.range(0, images.size())
                .filter(i -> left[images.label(i)]-- > 0)
                .toArray();
    }

    /**
     * The images drawn at random for the smaller share: from each class {@code percent} of its images, rounded down.
     * The draw for one class does not depend on the others.
     */
    static BitSet draw(LabelledImages images, int classes, int percent, RandomStreams streams) {
        BitSet drawn = new BitSet(images.size());
        for (int c = 0; c < classes; c++) {
            int label = c;
            int[] members = IntStream.range(0, images.size())
                    .filter(i -> images.label(i) == label)
                    .toArray();
            int wanted = members.length * percent / 100;
            RandomGenerator random = streams.stream(Purpose.DATA, c);
            // the first steps of a Fisher-Yates shuffle
            for (int i = 0; i < wanted; i++) {
                int j = i + random.nextInt(members.length - i);
                int member = members[j];
                members[j] = members[i];
                members[i] = member;
                drawn.set(member);
            }
        }
        return drawn;
    }

    /** Hamilton's largest-remainder apportionment of {@code limit} places; ties go to the lower class. */
    private static int[] quotas(int[] counts, int limit) {
        long total = Arrays.stream(counts).asLongStream().sum();
        int[] quotas = new int[counts.length];
        for (int c = 0; c < counts.length; c++) {
            quotas[c] = (int) ((long) limit * counts[c] / total);
        }
        IntStream.range(0, counts.length)
                .boxed()
                .sorted(Comparator.comparingLong(c -> -((long) limit * counts[c] % total)))
                .limit(limit - Arrays.stream(quotas).sum())
                .forEach(c -> quotas[c]++);
        return quotas;
    }
}
