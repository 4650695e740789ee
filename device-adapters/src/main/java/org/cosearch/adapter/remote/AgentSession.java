package org.cosearch.adapter.remote;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.adapter.wire.Codec;
import org.cosearch.adapter.wire.Conversation;
import org.cosearch.adapter.wire.Reply;
import org.cosearch.adapter.wire.Request;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;
import org.cosearch.device.Property;

/** One client and the child process that works for it. Requests are answered one by one, by a thread of the session. */
final class AgentSession implements StreamObserver<byte[]> {

    /** A client waits for each answer, so there is never more than one request in a sound conversation. */
    private static final int MAX_WAITING = 2;

    private final ChildDevice device;
    private final ServerCallStreamObserver<byte[]> client;
    private final Agent.Patience patience;
    private final Runnable ended;
    private final BlockingQueue<byte[]> requests = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Thread worker;
    private Optional<Conversation> child = Optional.empty();

    AgentSession(ChildDevice device, ServerCallStreamObserver<byte[]> client, Agent.Patience patience, Runnable ended) {
        this.device = device;
        this.client = client;
        this.patience = patience;
        this.ended = ended;
        this.worker = Agent.daemon(this::work, "agent-" + device.info().name());
        client.setOnCancelHandler(worker::interrupt);
    }

    void start() {
        worker.start();
    }

    @Override
    public void onNext(byte[] message) {
        if (!requests.offer(message)) {
            worker.interrupt(); // it does not wait for answers
        }
    }

    @Override
    public void onError(Throwable failure) {
        worker.interrupt();
    }

    @Override
    public void onCompleted() {
        worker.interrupt();
    }

    private void work() {
        long begin = System.nanoTime();
        try {
            while (System.nanoTime() - begin < patience.session().toNanos()) {
                byte[] message = requests.poll(patience.silence().toMillis(), TimeUnit.MILLISECONDS);
                if (message == null) {
                    throw status(Status.DEADLINE_EXCEEDED, "The client said nothing for " + patience.silence() + ".");
                }
                client.onNext(Codec.bytes(answer(Codec.request(message))));
            }
            throw status(Status.DEADLINE_EXCEEDED, "The session lasted longer than " + patience.session() + ".");
        } catch (InterruptedException gone) {
            end(Status.CANCELLED.withDescription("The session is over."), new Metadata());
        } catch (DeviceException e) {
            Metadata fault = new Metadata();
            fault.put(AgentProtocol.FAULT, e.fault().name());
            end(Status.ABORTED.withDescription(e.getMessage()), fault);
        } catch (StatusRuntimeException e) {
            end(e.getStatus(), new Metadata());
        } catch (java.io.IOException | IllegalArgumentException e) {
            end(Status.INVALID_ARGUMENT.withDescription("What the client sent is no request."), new Metadata());
        } finally {
            child.ifPresent(Conversation::close);
            ended.run();
        }
    }

    private static StatusRuntimeException status(Status status, String description) {
        return status.withDescription(description).asRuntimeException();
    }

    private void end(Status status, Metadata trailers) {
        try {
            client.onError(status.asRuntimeException(trailers));
        } catch (RuntimeException gone) {
            // nobody listens any more
        }
    }

    private Reply answer(Request request) throws DeviceException, InterruptedException {
        try {
            if (request instanceof Request.Open) {
                return open();
            }
            if (child.isEmpty() || request instanceof Request.Check) {
                throw status(Status.INVALID_ARGUMENT, "The request is not one that a client may make now.");
            }
            Duration limit = request instanceof Request.Prepare
                    ? device.limits().prepareLimit()
                    : device.limits().runLimit();
            return child.get().call(request, limit, "working for a client");
        } catch (DeviceException e) {
            if (e.fault() != Fault.REFUSED) {
                throw e;
            }
            return new Reply.Refused(Reason.REFUSED, String.valueOf(e.getMessage()));
        }
    }

    /** Runtime and settings are the agent's own, whatever the client asks for. */
    private Reply open() throws DeviceException, InterruptedException {
        if (child.isPresent()) {
            throw status(Status.INVALID_ARGUMENT, "The device is open already.");
        }
        Conversation started = device.connect();
        child = Optional.of(started);
        Reply reply = started.call(device.opening(), device.limits().startLimit(), "opening it");
        if (!(reply instanceof Reply.Opened opened)) {
            return reply;
        }
        List<Property> facts = new ArrayList<>(opened.facts());
        facts.addAll(device.surroundings().fingerprint());
        return new Reply.Opened(facts);
    }
}
