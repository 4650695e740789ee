package org.cosearch.adapter.child;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.cosearch.adapter.engine.Engine;
import org.cosearch.adapter.engine.EngineException;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.adapter.engine.EngineModel;
import org.cosearch.adapter.jna.ConformanceStep;
import org.cosearch.adapter.jna.NativeEngine;
import org.cosearch.adapter.ort.OrtEngine;
import org.cosearch.adapter.wire.Codec;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.adapter.wire.Reply;
import org.cosearch.adapter.wire.Request;
import org.cosearch.adapter.wire.Wire;

/**
 * The program of a child process: opens one runtime and does what it is asked on the socket it is given, until the
 * other end hangs up. Then it ends at once, in the middle of a run if need be.
 *
 * <p>Messages go over the socket alone, so what a native library prints harms nothing.
 */
public final class DeviceChild {

    private final Map<Integer, EngineModel> models = new HashMap<>();
    private Optional<Engine> engine = Optional.empty();

    private DeviceChild() {}

    /**
     * Serves one parent.
     *
     * @param arguments the path of its socket
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(Path.of(arguments[0])));
        Wire parent = new Wire(channel);
        BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
        Thread listener = new Thread(() -> listen(parent, requests), "requests");
        listener.setDaemon(true);
        listener.start();

        DeviceChild child = new DeviceChild();
        while (true) {
            Reply reply = child.answer(requests.take());
            parent.send(out -> Codec.write(out, reply));
        }
    }

    private static void listen(Wire parent, BlockingQueue<Request> requests) {
        try {
            while (true) {
                requests.add(Codec.readRequest(parent.receive()));
            }
        } catch (IOException hungUp) {
            // a native call under way does not listen to interrupts
            Runtime.getRuntime().halt(0);
        }
    }

    private Reply answer(Request request) {
        try {
            return perform(request);
        } catch (EngineException e) {
            return new Reply.Refused(e.reason(), String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            return new Reply.Refused(Reason.OUT_OF_MEMORY, "The Java heap is full: " + e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            e.printStackTrace();
            return new Reply.Refused(Reason.FAILED, String.valueOf(e));
        }
    }

    private Reply perform(Request request) throws EngineException {
        if (request instanceof Request.Open open) {
            engine = Optional.of(open(open));
            return new Reply.Opened(engine.get().facts());
        } else if (request instanceof Request.Prepare prepare) {
            EngineModel model = engine.orElseThrow().prepare(prepare.model());
            models.put(prepare.id(), model);
            return new Reply.Ready(model.inputElements(), model.outputElements());
        } else if (request instanceof Request.Infer infer) {
            return new Reply.Output(model(infer.id()).infer(infer.input()));
        } else if (request instanceof Request.Run run) {
            return new Reply.Times(model(run.id()).run(run.runs()));
        } else if (request instanceof Request.Counter counter) {
            return new Reply.Counted(model(counter.id()).counter(counter.name()));
        } else if (request instanceof Request.Release release) {
            model(release.id()).close();
            models.remove(release.id());
            return new Reply.Done();
        } else {
            return check((Request.Check) request);
        }
    }

    private static Engine open(Request.Open open) throws EngineException {
        return open.engine() instanceof EngineChoice.NativeLibrary library
                ? NativeEngine.open(library.path(), open.settings())
                : OrtEngine.open(open.settings());
    }

    private EngineModel model(int id) {
        EngineModel model = models.get(id);
        if (model == null) {
            throw new IllegalStateException("There is no model (%d).".formatted(id));
        }
        return model;
    }

    private static Reply check(Request.Check check) {
        try {
            ConformanceStep.valueOf(check.step()).check(check.library(), check.settings(), check.model());
            return new Reply.Done();
        } catch (ConformanceStep.BrokenPromise | UnsatisfiedLinkError e) {
            return new Reply.Refused(Reason.REFUSED, String.valueOf(e.getMessage()));
        }
    }
}
