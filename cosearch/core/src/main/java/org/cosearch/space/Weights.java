package org.cosearch.space;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Exact positive weights of the indices 0, 1, …, drawn in proportion however large they are. */
final class Weights {

    private final BigInteger[] upTo;
    private final long[] smallUpTo;
    private final boolean equal;

    Weights(List<BigInteger> weights) {
        upTo = weights.toArray(BigInteger[]::new);
        Arrays.parallelPrefix(upTo, BigInteger::add);
        equal = weights.stream().distinct().count() <= 1;
        smallUpTo = total().bitLength() < Long.SIZE
                ? Arrays.stream(upTo).mapToLong(BigInteger::longValueExact).toArray()
                : new long[0];
    }

    BigInteger total() {
        return upTo[upTo.length - 1];
    }

    int draw(RandomGenerator random) {
        if (equal) {
            return random.nextInt(upTo.length);
        }
        if (smallUpTo.length > 0) {
            return firstAbove(Arrays.binarySearch(smallUpTo, random.nextLong(smallUpTo[smallUpTo.length - 1])));
        }
        return firstAbove(Arrays.binarySearch(upTo, below(total(), random)));
    }

    /** The first index whose cumulative weight exceeds the searched one, which was found or would be inserted. */
    private static int firstAbove(int searched) {
        return searched < 0 ? -searched - 1 : searched + 1;
    }

    /** A uniform integer from 0 to before {@code bound}, by rejection. */
    static BigInteger below(BigInteger bound, RandomGenerator random) {
        int bits = bound.subtract(BigInteger.ONE).bitLength();
        byte[] bytes = new byte[(bits + 7) / 8];
        BigInteger drawn;
        do {
            random.nextBytes(bytes);
            drawn = new BigInteger(1, bytes).shiftRight(bytes.length * 8 - bits);
        } while (drawn.compareTo(bound) >= 0);
        return drawn;
    }
}
