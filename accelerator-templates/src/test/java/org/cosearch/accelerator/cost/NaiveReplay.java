package org.cosearch.accelerator.cost;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapping;
import org.cosearch.hardware.Mapping.Loop;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Operand;
import org.cosearch.workload.LoopNest.Role;

/**
 * Word counts by moving sets of points, one by one: an oracle that shares no code and no formula with the model.
 *
 * <p>Every child of one instance is moved through all replayed steps; what it receives is a set difference, who shares is
 * set equality, who forwards is equality with a neighbour's last set. For small nests only.
 */
final class NaiveReplay {

    /** What the children of one instance of a level ask for. */
    record Traffic(long parentReads, long childWords, long served, long groups) {}

    private record Step(List<Integer> index, long weight) {}

    private record NestLoop(int level, boolean spatial, String dimension, int bound, int step) {}

    private final LoopNest nest;
    private final Accelerator accelerator;
    private final InputCounts mode;
    /** Outer to inner. */
    private final List<NestLoop> loops = new ArrayList<>();

    NaiveReplay(LoopNest nest, Accelerator accelerator, Mapping mapping, InputCounts mode) {
        this.nest = nest;
        this.accelerator = accelerator;
        this.mode = mode;
        Map<String, Integer> inside = new HashMap<>();
        for (int level = mapping.levels().size() - 1; level >= 0; level--) {
            Mapping.Level part = mapping.levels().get(level);
            List<Loop> across = new ArrayList<>(part.spatialY());
            across.addAll(part.spatialX());
            add(level, true, across, inside);
            add(level, false, part.temporal(), inside);
        }
    }

    private void add(int level, boolean spatial, List<Loop> part, Map<String, Integer> inside) {
        for (int i = part.size() - 1; i >= 0; i--) {
            Loop loop = part.get(i);
            int step = inside.getOrDefault(loop.dimension(), 1);
            loops.add(0, new NestLoop(level, spatial, loop.dimension(), loop.bound(), step));
            inside.put(loop.dimension(), step * loop.bound());
        }
    }

    /** The traffic between one instance of {@code level} and its children, whether or not they keep the operand. */
    Traffic below(int level, Role role) {
        boolean macs = level == accelerator.levels().size() - 1;
        List<NestLoop> time =
                loops.stream().filter(l -> !l.spatial() && l.level() <= level).toList();
        List<NestLoop> space =
                loops.stream().filter(l -> l.spatial() && l.level() == level).toList();
        List<NestLoop> tile = loops.stream().filter(l -> l.level() > level).toList();

        List<Map<String, Integer>> children = new ArrayList<>(List.of(Map.of()));
        for (NestLoop loop : space) {
            List<Map<String, Integer>> wider = new ArrayList<>();
            for (Map<String, Integer> base : children) {
                for (int i = 0; i < loop.bound(); i++) {
                    wider.add(moved(base, loop, i));
                }
            }
            children = wider;
        }
        List<Set<List<Integer>>> held = new ArrayList<>();
        List<List<Integer>> remembered = new ArrayList<>();
        List<Set<List<Integer>>> received = new ArrayList<>();
        for (int child = 0; child < children.size(); child++) {
            held.add(Set.of());
            remembered.add(List.of());
            received.add(Set.of());
        }
        Set<Set<List<Integer>>> positions = new HashSet<>();
        long parentReads = 0;
        long childWords = 0;
        long served = 0;
        boolean first = true;
        for (Step step : steps(time)) {
            List<Set<List<Integer>>> fresh = new ArrayList<>();
            for (int child = 0; child < children.size(); child++) {
                Map<String, Integer> at = children.get(child);
                for (int i = 0; i < time.size(); i++) {
                    at = moved(at, time.get(i), step.index().get(i));
                }
                Set<List<Integer>> now = points(role, at, tile);
                if (first) {
                    positions.add(now);
                }
                Set<List<Integer>> delta = new HashSet<>(now);
                if (!macs && !first) {
                    List<Integer> translation = translation(held.get(child), now);
                    if (translation.stream().allMatch(x -> x == 0)) {
                        delta.clear();
                    } else if (mode == InputCounts.EXACT
                            || remembered.get(child).isEmpty()
                            || remembered.get(child).equals(translation)) {
                        delta.removeAll(held.get(child));
                        remembered.set(child, translation);
                    } else {
                        remembered.set(child, List.of());
                    }
                }
                held.set(child, now);
                fresh.add(delta);
            }
            childWords += step.weight() * fresh.get(0).size();
            long alone = words(fresh, Set.of());
            Set<Integer> forwarded = first || mode == InputCounts.EXACT ? Set.of() : forwarded(level, fresh, received);
            long together = words(fresh, forwarded);
            if (together < alone) {
                parentReads += step.weight() * together;
                for (int child : forwarded) {
                    served += step.weight() * fresh.get(child).size();
                }
            } else {
                parentReads += step.weight() * alone;
            }
            received = fresh;
            first = false;
        }
        return new Traffic(parentReads, childWords, served, positions.size());
    }

    private Set<Integer> forwarded(int level, List<Set<List<Integer>>> fresh, List<Set<List<Integer>>> received) {
        int columns = accelerator.fanOut(level).x();
        int rows = accelerator.fanOut(level).y();
        Set<Integer> result = new HashSet<>();
        for (int y = 0; y < rows; y++) {
            for (int x = 0; x < columns; x++) {
                int child = y * columns + x;
                if (child >= fresh.size() || fresh.get(child).isEmpty()) {
                    continue;
                }
                for (int[] neighbour : new int[][] {{x, y - 1}, {x, y + 1}, {x - 1, y}, {x + 1, y}}) {
                    int other = neighbour[1] * columns + neighbour[0];
                    if (neighbour[0] >= 0
                            && neighbour[0] < columns
                            && neighbour[1] >= 0
                            && neighbour[1] < rows
                            && other < fresh.size()
                            && fresh.get(child).equals(received.get(other))) {
                        result.add(child);
                    }
                }
            }
        }
        return result;
    }

    private static long words(List<Set<List<Integer>>> fresh, Set<Integer> without) {
        Set<Set<List<Integer>>> different = new HashSet<>();
        for (int child = 0; child < fresh.size(); child++) {
            if (!without.contains(child)) {
                different.add(fresh.get(child));
            }
        }
        return different.stream().mapToLong(Set::size).sum();
    }

    private List<Step> steps(List<NestLoop> time) {
        List<Step> result = new ArrayList<>(List.of(new Step(List.of(), 1)));
        for (NestLoop loop : time) {
            List<Step> longer = new ArrayList<>();
            for (Step step : result) {
                int visited = mode == InputCounts.TIMELOOP ? Math.min(2, loop.bound()) : loop.bound();
                for (int i = 0; i < visited; i++) {
                    List<Integer> index = new ArrayList<>(step.index());
                    index.add(i);
                    boolean standsForMany = mode == InputCounts.TIMELOOP && i == 1;
                    longer.add(new Step(index, step.weight() * (standsForMany ? loop.bound() - 1 : 1)));
                }
            }
            result = longer;
        }
        return result;
    }

    private static Map<String, Integer> moved(Map<String, Integer> base, NestLoop loop, int index) {
        Map<String, Integer> result = new HashMap<>(base);
        result.merge(loop.dimension(), index * loop.step(), Integer::sum);
        return result;
    }

    private static List<Integer> translation(Set<List<Integer>> from, Set<List<Integer>> to) {
        List<Integer> a = corner(from);
        List<Integer> b = corner(to);
        List<Integer> result = new ArrayList<>();
        for (int axis = 0; axis < a.size(); axis++) {
            result.add(b.get(axis) - a.get(axis));
        }
        return result;
    }

    private static List<Integer> corner(Set<List<Integer>> points) {
        List<Integer> least = new ArrayList<>(points.iterator().next());
        for (List<Integer> point : points) {
            for (int axis = 0; axis < least.size(); axis++) {
                least.set(axis, Math.min(least.get(axis), point.get(axis)));
            }
        }
        return least;
    }

    /** The box of points of an operand for iterations that start at {@code at}; holes of strides are filled. */
    private Set<List<Integer>> points(Role role, Map<String, Integer> at, List<NestLoop> tile) {
        Operand operand = nest.operand(role);
        List<List<Integer>> points = new ArrayList<>(List.of(List.of()));
        for (LoopNest.Axis axis : operand.axes()) {
            int low = 0;
            int high = 0;
            for (LoopNest.Term term : axis.terms()) {
                String name = nest.dimensions().get(term.dimension()).name();
                int start = at.getOrDefault(name, 0);
                int extent = 1;
                for (NestLoop loop : tile) {
                    extent *= loop.dimension().equals(name) ? loop.bound() : 1;
                }
                low += start * term.coefficient();
                high += (start + extent - 1) * term.coefficient();
            }
            List<List<Integer>> wider = new ArrayList<>();
            for (List<Integer> point : points) {
                for (int x = low; x <= high; x++) {
                    List<Integer> extended = new ArrayList<>(point);
                    extended.add(x);
                    wider.add(extended);
                }
            }
            points = wider;
        }
        return new HashSet<>(points);
    }
}
