package org.cosearch.accelerator.mapping;

/** Which tensors can tell the difference between orders of loops. */
final class Watchers {

    private final Traffic traffic;
    private final LoopLevels loops;
    /** {@code [level of loops]}: bits of the dimensions that loop there. */
    private final long[] looping;
    /** {@code [level of loops]}: the bits of that level and all outside it. */
    private final long[] loopingOutside;

    private final int tensors;

    /** Reads the bits from arrays that the caller fills again. */
    Watchers(Traffic traffic, LoopLevels loops, long[] looping, long[] loopingOutside) {
        this.traffic = traffic;
        this.loops = loops;
        this.looping = looping;
        this.loopingOutside = loopingOutside;
        tensors = traffic.tensors.length;
    }

    /** Whether all tensors that come across a level's boundaries can tell no difference between loops further outside. */
    boolean alone(int i, int last) {
        for (int t = 0; t < tensors; t++) {
            boolean present = last == loops.count && traffic.macsForward;
            for (int at = loops.first(i + 1); at <= loops.last(last); at++) {
                present |= traffic.keeps(at, t);
            }
            if (present && (!closes(t, looping[i]))) {
                return false;
            }
        }
        return true;
    }

    /** Bits of the tensors for which the order of a level's loops may matter. */
    long watching(int i) {
        long result = 0;
        for (int t = 0; t < tensors; t++) {
            long between = 0;
            for (int boundary = i + 1; boundary <= loops.count; boundary++) {
                if (closes(t, between)) {
                    break;
                }
                for (int at = loops.first(boundary); at <= loops.last(boundary); at++) {
                    result |= traffic.keeps(at, t) ? 1L << t : 0;
                }
                result |= boundary == loops.count && traffic.macsForward ? 1L << t : 0;
                between |= boundary < loops.count ? looping[boundary] : 0;
            }
        }
        return result;
    }

    /** Whether loops outside of these are all the same to a tensor. */
    boolean closes(int t, long inner) {
        Tensor tensor = traffic.tensors[t];
        long moving = inner & tensor.moves;
        if (moving == 0) {
            return false;
        }
        if (!tensor.slides()) {
            return true;
        }
        if (!traffic.timeloop || (traffic.forwardedAcross & (1L << t)) != 0) {
            return false;
        }
        int axis = -1;
        for (long left = moving; left != 0; left &= left - 1) {
            int next = tensor.axisOf[Long.numberOfTrailingZeros(left)];
            if (next < 0 || (axis >= 0 && next != axis)) {
                return true;
            }
            axis = next;
        }
        return false;
    }

    /** Whether windows that slide along one axis have no more loops on it. */
    boolean settled(int level, int t, long inside, long remaining) {
        Tensor tensor = traffic.tensors[t];
        long moving = inside & tensor.moves;
        if (moving == 0 || !tensor.slides() || !traffic.timeloop || (traffic.forwarded & (1L << t)) != 0) {
            return false;
        }
        int axis = tensor.axisOf[Long.numberOfTrailingZeros(moving)];
        long more = remaining | (level > 0 ? loopingOutside[level - 1] : 0);
        for (int d : tensor.sliding[axis]) {
            if ((more & (1L << d)) != 0) {
                return false;
            }
        }
        return true;
    }
}
