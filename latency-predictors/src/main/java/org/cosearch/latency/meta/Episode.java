package org.cosearch.latency.meta;

import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.types.TFloat32;

/** Support and query sets of several tasks, laid out as the graph reads them. */
final class Episode {

    private final ArchitectureEncoder encoder;
    private final int tasks;
    private final int support;
    private final int query;
    private final float[] described;
    private final float[] labels;
    private final float[] queried;
    private final float[] queryLabels;
    private final float[] embedding;
    private final int references;

    Episode(HelpNetwork network, int tasks, int support, int query) {
        this.encoder = network.encoder();
        this.tasks = tasks;
        this.support = support;
        this.query = query;
        this.references = network.references();
        int row = encoder.nodes() * encoder.features();
        this.described = new float[tasks * support * row];
        this.labels = new float[tasks * support];
        this.queried = new float[tasks * query * row];
        this.queryLabels = new float[tasks * query];
        this.embedding = new float[tasks * references];
    }

    /**
     * Puts measurements of a device into the place of a task.
     *
     * @param supported which of them are support
     * @param asked which of them are asked
     */
    void put(int task, DeviceTask source, int[] supported, int[] asked) {
        for (int i = 0; i < support; i++) {
            copy(source.described()[supported[i]], described, task, i, support);
            labels[task * support + i] = source.labels()[supported[i]];
        }
        for (int i = 0; i < query; i++) {
            copy(source.described()[asked[i]], queried, task, i, query);
            queryLabels[task * query + i] = source.labels()[asked[i]];
        }
        System.arraycopy(source.embedding(), 0, embedding, task * references, references);
    }

    private void copy(float[] from, float[] to, int task, int position, int count) {
        int features = encoder.features();
        for (int node = 0; node < encoder.nodes(); node++) {
            int row = (task * encoder.nodes() + node) * count + position;
            System.arraycopy(from, node * features, to, row * features, features);
        }
    }

    /** The label of a query. */
    float queryLabel(int task, int position) {
        return queryLabels[task * query + position];
    }

    /** The tensors of an episode, to be closed. */
    record Fed(
            TFloat32 described, TFloat32 labels, TFloat32 embedding, TFloat32 noise, TFloat32 queried, TFloat32 answers)
            implements AutoCloseable {

        Session.Runner into(Session.Runner runner, InnerLoop inner) {
            return runner.feed(inner.described, described)
                    .feed(inner.labels, labels)
                    .feed(inner.embedding, embedding)
                    .feed(inner.noise, noise);
        }

        Session.Runner into(
                Session.Runner runner, InnerLoop inner, Operand<TFloat32> query, Operand<TFloat32> labelled) {
            return into(runner, inner).feed(query, queried).feed(labelled, answers);
        }

        @Override
        public void close() {
            described.close();
            labels.close();
            embedding.close();
            noise.close();
            queried.close();
            answers.close();
        }
    }

    /** Copies the episode into tensors. */
    Fed fed(float[] noise) {
        long nodes = encoder.nodes();
        return new Fed(
                FloatTensors.of(described, tasks, nodes * support, encoder.features()),
                FloatTensors.of(labels, tasks, support),
                FloatTensors.of(embedding, tasks, 1, references),
                FloatTensors.of(noise, tasks, 1, HelpNetwork.MODULATED),
                FloatTensors.of(queried, tasks, nodes * query, encoder.features()),
                FloatTensors.of(queryLabels, tasks, query));
    }
}
