package org.cosearch.accelerator.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapper;
import org.cosearch.workload.LoopNest;

/**
 * A mapper that remembers the results it was asked for last.
 *
 * <p>Two threads that ask for the same at the same time may both compute it; as mappers are deterministic, both get the
 * same.
 */
public final class MemoMapper implements Mapper {

    private record Question(LoopNest nest, Accelerator accelerator) {}

    private final Mapper mapper;
    private final Map<Question, Result> memory;

    /**
     * Remembers results of {@code mapper}.
     *
     * @param capacity how many, at least 1; the one that was not asked for the longest goes first
     */
    public MemoMapper(Mapper mapper, int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("The capacity (%d) is below 1.".formatted(capacity));
        }
        this.mapper = mapper;
        memory = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Question, Result> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public Result map(LoopNest nest, Accelerator accelerator) {
        Question question = new Question(nest, accelerator);
        Optional<Result> known = recall(question);
        if (known.isPresent()) {
            return known.get();
        }
        Result result = mapper.map(nest, accelerator);
        synchronized (memory) {
            memory.put(question, result);
        }
        return result;
    }

    private Optional<Result> recall(Question question) {
        synchronized (memory) {
            return Optional.ofNullable(memory.get(question));
        }
    }
}
