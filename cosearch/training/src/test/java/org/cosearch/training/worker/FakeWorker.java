package org.cosearch.training.worker;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cosearch.training.Score;
import org.cosearch.training.TrainingResult;

/** A worker that behaves as the name of the network says, and answers with its own process id as the data checksum. */
public final class FakeWorker {

    private FakeWorker() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        FileOutputStream out = new FileOutputStream(FileDescriptor.out);
        MessageStream pool = new MessageStream(System.in, out);
        pool.send(new Message.Ready("none"));
        for (Optional<Message> next = pool.receive(); next.isPresent(); next = pool.receive()) {
            Message.Train request = (Message.Train) next.get();
            String name = request.network().get("name").textValue();
            if (name.startsWith("crash")) {
                System.err.println("W0000 00:00:1795361829.349511  9648 cost_estimator.cc:1] noise");
                System.err.println("out of luck");
                Runtime.getRuntime().halt(3);
            } else if (name.startsWith("hang")) {
                Thread.sleep(60_000);
            } else if (name.startsWith("babble")) {
                out.write("Loading native library\n".getBytes(StandardCharsets.UTF_8));
            } else if (name.startsWith("flood")) {
                byte[] endless = new byte[1 << 16];
                while (true) {
                    out.write(endless);
                }
            } else if (name.startsWith("half")) {
                out.write("{\"type\":\"trained\",\"id\":".getBytes(StandardCharsets.UTF_8));
                Runtime.getRuntime().halt(0);
            } else if (name.startsWith("other")) {
                pool.send(new Message.Failed(request.id() + 1, "another network"));
            } else if (name.startsWith("refuse")) {
                pool.send(new Message.Failed(request.id(), "cannot be trained"));
            } else if (name.startsWith("stopped once ")) {
                Path marker = Path.of(name.substring("stopped once ".length()));
                if (Files.notExists(marker)) {
                    Files.createFile(marker);
                    Runtime.getRuntime().halt(130);
                }
                pool.send(answer(request));
            } else if (name.startsWith("stopped always")) {
                Runtime.getRuntime().halt(143);
            } else {
                pool.send(answer(request));
            }
        }
    }

    /** The accuracy is made of the seed, so that equal seeds are seen. */
    private static Message answer(Message.Train request) {
        String pid = String.valueOf(ProcessHandle.current().pid());
        return new Message.Trained(
                request.id(),
                new TrainingResult(
                        new Score.Classification(Math.floorMod(request.seed(), 10_000) / 100.0, 100),
                        List.of(),
                        pid,
                        1,
                        1),
                List.of());
    }

    /** A worker that ends before it is ready. */
    public static final class StillBorn {
        private StillBorn() {}

        public static void main(String[] arguments) {
            System.err.println("no TensorFlow here");
            Runtime.getRuntime().halt(1);
        }
    }
}
