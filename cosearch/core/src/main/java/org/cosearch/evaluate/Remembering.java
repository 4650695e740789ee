package org.cosearch.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Evaluates each key once. */
record Remembering<T, K>(Evaluator<T> evaluator, Function<? super T, ? extends K> key, Memory<K> memory)
        implements Evaluator<T> {

    @Override
    public List<Outcome> evaluate(List<T> designs) throws InterruptedException {
        List<K> keys = Answers.map(designs, key);
        Map<K, Outcome> known = new LinkedHashMap<>();
        Map<K, T> unknown = new LinkedHashMap<>();
        for (int i = 0; i < keys.size(); i++) {
            K k = keys.get(i);
            if (!known.containsKey(k) && !unknown.containsKey(k)) {
                Optional<Outcome> stored = memory.lookup(k);
                stored.ifPresent(outcome -> known.put(k, outcome));
                if (stored.isEmpty()) {
                    unknown.put(k, designs.get(i));
                }
            }
        }
        if (!unknown.isEmpty()) {
            List<T> fresh = new ArrayList<>(unknown.values());
            List<Outcome> outcomes = Answers.checked(fresh, evaluator.evaluate(fresh));
            int i = 0;
            for (K k : unknown.keySet()) {
                Outcome outcome = outcomes.get(i++);
                memory.store(k, outcome);
                known.put(k, outcome);
            }
        }
        return Answers.map(keys, known::get);
    }
}
