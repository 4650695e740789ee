package org.cosearch.space;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Random spaces of all kinds, for laws that hold for every space. */
public final class RandomSpaces {

    private static final int DEPTH = 3;

    private final boolean reals;
    private final boolean conditions;

    private RandomSpaces(boolean reals, boolean conditions) {
        this.reals = reals;
        this.conditions = conditions;
    }

    /** Any space. */
    public static Space any(RandomGenerator random) {
        return new RandomSpaces(random.nextBoolean(), true).space(DEPTH, random);
    }

    /** A space of at most some thousand designs. */
    static Space small(RandomGenerator random) {
        return small(new RandomSpaces(false, true), random);
    }

    /** A space with conditions and without reals of so many designs. */
    public static Space ofSize(long from, long to, RandomGenerator random) {
        RandomSpaces spaces = new RandomSpaces(false, true);
        Space space;
        do {
            space = spaces.space(DEPTH, random);
        } while (space.size().count().bitLength() > 40
                || space.size().count().longValue() < from
                || space.size().count().longValue() > to
                || space.decisions().stream()
                        .allMatch(decision -> decision.conditions().isEmpty()));
        return space;
    }

    /** A space of at most some thousand designs without conditional decisions. */
    static Space smallWithoutConditions(RandomGenerator random) {
        return small(new RandomSpaces(false, false), random);
    }

    private static Space small(RandomSpaces spaces, RandomGenerator random) {
        Space space;
        do {
            space = spaces.space(DEPTH, random);
        } while (space.size().count().bitLength() > 11);
        return space;
    }

    private Space space(int depth, RandomGenerator random) {
        return switch (random.nextInt(depth == 0 ? 5 : 11)) {
            case 0 -> Space.unit();
            case 1 -> range(random);
            case 2 -> Space.powersOfTwo(1 + random.nextInt(3), 4 + random.nextInt(40));
            case 3 -> reals ? reals(random) : range(random);
            case 4 -> choice(0, random);
            case 5, 6 -> choice(depth - 1, random);
            case 7 -> repeat(depth - 1, random);
            case 8 -> selection(depth - 1, random);
            default -> product(depth - 1, random);
        };
    }

    private static Space range(RandomGenerator random) {
        long min = random.nextInt(-5, 6);
        return Space.integers(min, min + random.nextInt(8), 1 + random.nextInt(3));
    }

    private static Space reals(RandomGenerator random) {
        double min = random.nextDouble(0.1, 2);
        return switch (random.nextInt(4)) {
            case 0 -> Space.logReals(min, min * random.nextDouble(2, 1000));
            case 1 -> Space.reals(min, min);
            default -> Space.reals(-min, random.nextDouble(0, 3));
        };
    }

    private Space choice(int depth, RandomGenerator random) {
        return new OneOf(options(1 + random.nextInt(4), conditions ? depth : 0, random));
    }

    private Space selection(int depth, RandomGenerator random) {
        List<Option> options = options(1 + random.nextInt(4), conditions ? depth : 0, random);
        int max = 1 + random.nextInt(options.size());
        return new ManyOf(random.nextInt(max + 1), max, random.nextBoolean(), options);
    }

    private Space repeat(int depth, RandomGenerator random) {
        int max = 1 + random.nextInt(3);
        int min = conditions ? random.nextInt(max + 1) : max;
        return Space.repeat(min, max, space(depth, random));
    }

    private Space product(int depth, RandomGenerator random) {
        List<Field> fields = new ArrayList<>();
        IntStream.range(0, random.nextInt(4)).forEach(i -> fields.add(Space.field("f" + i, space(depth, random))));
        return new Product(fields);
    }

    private List<Option> options(int count, int depth, RandomGenerator random) {
        List<Option> options = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean plain = !conditions || random.nextBoolean();
            options.add(Space.option("o" + i, plain ? Space.unit() : space(depth, random)));
        }
        return options;
    }
}
