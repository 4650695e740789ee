package org.cosearch.accelerator.cost;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;

/**
 * A mapping as flat arrays, made to be filled again and again without allocation.
 *
 * <p>Loops are appended outer to inner: for each level its temporal loops, its spatial loops over rows, and those over
 * columns, each part closed by {@link #endPart}. Loops of bound 1 are dropped. Not safe for use by several threads.
 */
public final class FlatMapping {

    /** Loops that one mapping may have. */
    static final int MOST_LOOPS = 256;

    final int levels;
    final int[] dimension = new int[MOST_LOOPS];
    final int[] bound = new int[MOST_LOOPS];
    /** {@code [3 · level + part]}: one past the last loop of the temporal, row and column part. */
    final int[] end;
    /** {@code [level]}: bit of each {@link Role} that is kept. */
    final int[] kept;

    private int loops;
    private int parts;

    /** An empty mapping for an accelerator of that many storage levels. */
    public FlatMapping(int levels) {
        this.levels = levels;
        end = new int[3 * levels];
        kept = new int[levels];
    }

    /** Forgets all loops; what levels keep stays. */
    public void clear() {
        loops = 0;
        parts = 0;
    }

    /** Appends a loop inside all earlier ones. */
    public void loop(int nestDimension, int loopBound) {
        if (loopBound > 1) {
            dimension[loops] = nestDimension;
            bound[loops] = loopBound;
            loops++;
        }
    }

    /** Ends the present part: of each level the temporal loops, then those over rows, then those over columns. */
    public void endPart() {
        end[parts++] = loops;
    }

    /** Says what a level keeps, as a sum of {@link #bit}s. */
    public void keep(int level, int roles) {
        kept[level] = roles;
    }

    /** The bit of a role in {@link #keep}. */
    public static int bit(Role role) {
        return switch (role) {
            case WEIGHTS -> 1;
            case INPUTS -> 2;
            case OUTPUTS -> 4;
        };
    }

    int begin(int level, int part) {
        int index = 3 * level + part;
        return index == 0 ? 0 : end[index - 1];
    }

    int end(int level, int part) {
        return end[3 * level + part];
    }

    /** This mapping as a value. */
    public Mapping toMapping(LoopNest nest, Accelerator accelerator) {
        List<Mapping.Level> result = new ArrayList<>();
        for (int level = 0; level < levels; level++) {
            Set<Role> roles = EnumSet.noneOf(Role.class);
            for (Role role : Role.values()) {
                if ((kept[level] & bit(role)) != 0) {
                    roles.add(role);
                }
            }
            result.add(new Mapping.Level(
                    accelerator.levels().get(level).name(),
                    part(nest, level, 0),
                    part(nest, level, 1),
                    part(nest, level, 2),
                    roles));
        }
        return new Mapping(result);
    }

    private List<Mapping.Loop> part(LoopNest nest, int level, int part) {
        List<Mapping.Loop> result = new ArrayList<>();
        for (int i = begin(level, part); i < end(level, part); i++) {
            result.add(new Mapping.Loop(nest.dimensions().get(dimension[i]).name(), bound[i]));
        }
        return result;
    }
}
