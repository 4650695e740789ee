package org.cosearch.space;

/** What must have been decided for a decision to be active. */
public sealed interface Condition {

    /** The path of the decision that it is about. */
    String path();

    /** The choice at {@code path} is {@code label}. */
    record Is(String path, String label) implements Condition {
        @Override
        public String toString() {
            return "%s is %s".formatted(path, label);
        }
    }

    /** The choices at {@code path} contain {@code label}. */
    record Contains(String path, String label) implements Condition {
        @Override
        public String toString() {
            return "%s contains %s".formatted(path, label);
        }
    }

    /** The count at {@code path} is more than {@code count}. */
    record MoreThan(String path, int count) implements Condition {
        @Override
        public String toString() {
            return "%s > %d".formatted(path, count);
        }
    }
}
