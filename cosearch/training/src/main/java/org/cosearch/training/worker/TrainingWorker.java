package org.cosearch.training.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.cosearch.training.TrainedNetwork;
import org.cosearch.training.Trainer;
import org.cosearch.training.TrainingException;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.data.DatasetException;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.workload.Network;
import org.cosearch.workload.json.NetworkJson;
import org.tensorflow.TensorFlow;

/**
 * The program of a worker process: trains what it is sent on standard input and answers on standard output.
 *
 * <p>It ends when its standard input does, at once and in the middle of a training if need be, so no worker outlives
 * its pool. Everything else that it or TensorFlow prints goes to standard error.
 */
public final class TrainingWorker {

    private TrainingWorker() {}

    /**
     * Trains until the pool hangs up.
     *
     * @param arguments the number of threads that TensorFlow computes with
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        MessageStream pool = new MessageStream(System.in, new FileOutputStream(FileDescriptor.out));
        System.setOut(System.err);
        Trainer trainer = new Trainer(Integer.parseInt(arguments[0]));

        BlockingQueue<Message> requests = new LinkedBlockingQueue<>();
        Thread listener = new Thread(() -> listen(pool, requests), "requests");
        listener.setDaemon(true);
        listener.start();

        pool.send(new Message.Ready(TensorFlow.version()));
        Loaded data = new Loaded();
        while (true) {
            if (!(requests.take() instanceof Message.Train request)) {
                throw new IllegalStateException("A worker takes requests to train only.");
            }
            pool.send(answer(trainer, data, request));
        }
    }

    private static void listen(MessageStream pool, BlockingQueue<Message> requests) {
        int status = 0;
        try {
            for (Optional<Message> next = pool.receive(); next.isPresent(); next = pool.receive()) {
                requests.add(next.get());
            }
        } catch (IOException e) {
            System.err.println("The pool cannot be understood: " + e.getMessage());
            status = 1;
        }
        // the pool is gone, and a training does not listen to interrupts
        Runtime.getRuntime().halt(status);
    }

    private static Message answer(Trainer trainer, Loaded data, Message.Train request) {
        try {
            Network network = NetworkJson.read(request.network().toString(), "request " + request.id());
            Dataset dataset = data.load(request.data().reference());
            try (TrainedNetwork trained = trainer.fit(network, dataset, request.recipe(), request.seed())) {
                List<Double> test = new ArrayList<>();
                for (String folder : request.saveTo()) {
                    trained.save(Path.of(folder));
                    request.data()
                            .reference()
                            .test()
                            .map(images -> trained.score(images).accuracyPercent())
                            .ifPresent(test::add);
                }
                return new Message.Trained(request.id(), trained.result(), test);
            }
        } catch (IOException e) {
            return new Message.Failed(request.id(), "The trained network cannot be saved: " + e);
        } catch (IllegalArgumentException | DatasetException | TrainingException e) {
            return new Message.Failed(request.id(), String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            // most likely a refusal by TensorFlow, whose exceptions have no common kind
            e.printStackTrace();
            return new Message.Failed(request.id(), String.valueOf(e));
        }
    }

    /** The data set of the last request, which is that of the next one too. */
    private static final class Loaded {
        private Optional<DatasetReference> reference = Optional.empty();
        private Optional<Dataset> dataset = Optional.empty();

        Dataset load(DatasetReference wanted) {
            if (dataset.isEmpty() || !reference.equals(Optional.of(wanted))) {
                dataset = Optional.of(wanted.load());
                reference = Optional.of(wanted);
            }
            return dataset.get();
        }
    }
}
