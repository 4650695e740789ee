package org.cosearch.evaluate;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Outcomes by what decides them. Safe for use by several threads.
 *
 * @param <K> with value equality
 */
public interface Memory<K> {

    /** The outcome stored under {@code key}, if any. */
    Optional<Outcome> lookup(K key);

    /** Stores the outcome of {@code key}; a second one for the same key is equal and changes nothing. */
    void store(K key, Outcome outcome);

    /** A memory that lasts as long as the object. */
    static <K> Memory<K> inMemory() {
        Map<K, Outcome> outcomes = new ConcurrentHashMap<>();
        return new Memory<>() {
            @Override
            public Optional<Outcome> lookup(K key) {
                return Optional.ofNullable(outcomes.get(key));
            }

            @Override
            public void store(K key, Outcome outcome) {
                outcomes.putIfAbsent(key, outcome);
            }
        };
    }
}
