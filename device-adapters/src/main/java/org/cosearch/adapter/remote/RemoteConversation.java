package org.cosearch.adapter.remote;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cosearch.adapter.wire.Codec;
import org.cosearch.adapter.wire.Conversation;
import org.cosearch.adapter.wire.Reply;
import org.cosearch.adapter.wire.Request;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;

/** A session with a device of an agent. For one thread at a time. */
final class RemoteConversation implements Conversation {

    /** What the agent sent: a message, or the end of the session. */
    @SuppressWarnings("ArrayRecordComponent") // passed along once and never compared
    private record Heard(byte[] message, Optional<Throwable> end) {}

    private final String device;
    private final String address;
    private final ManagedChannel channel;
    private final BlockingQueue<Heard> heard = new ArrayBlockingQueue<>(2);
    private final StreamObserver<byte[]> agent;
    private volatile boolean talksTooMuch;

    private RemoteConversation(String device, String address, String remoteName, ManagedChannel channel) {
        this.device = device;
        this.address = address;
        this.channel = channel;
        Metadata headers = new Metadata();
        headers.put(AgentProtocol.DEVICE, remoteName);
        this.agent = ClientCalls.asyncBidiStreamingCall(
                ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                        .newCall(AgentProtocol.SESSION, CallOptions.DEFAULT),
                new Ear());
    }

    /** Connects when the first request is sent. */
    static RemoteConversation start(String device, String address, String remoteName, TlsFiles tls)
            throws DeviceException {
        try {
            ManagedChannel channel = NettyChannelBuilder.forTarget("dns:///" + address, tls.forClient())
                    .maxInboundMessageSize(AgentProtocol.MAX_MESSAGE_BYTES)
                    .keepAliveTime(20, TimeUnit.SECONDS)
                    .keepAliveTimeout(10, TimeUnit.SECONDS)
                    .build();
            return new RemoteConversation(device, address, remoteName, channel);
        } catch (IOException | IllegalArgumentException e) {
            throw new DeviceException(
                    Fault.REFUSED,
                    "Device %s: the agent %s cannot be called: %s".formatted(device, address, e.getMessage()));
        }
    }

    private final class Ear implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {
            if (!heard.offer(new Heard(message, Optional.empty()))) {
                talksTooMuch = true;
                channel.shutdownNow();
            }
        }

        @Override
        public void onError(Throwable failure) {
            heard.offer(new Heard(new byte[0], Optional.of(failure)));
        }

        @Override
        public void onCompleted() {
            onError(Status.CANCELLED.withDescription("The agent hung up.").asRuntimeException());
        }
    }

    @Override
    public Reply call(Request request, Duration limit, String doing) throws DeviceException, InterruptedException {
        try {
            agent.onNext(Codec.bytes(request));
        } catch (IllegalStateException closed) {
            // why, is in what was heard
        }
        Heard answer = heard.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        if (answer == null) {
            throw end(
                    Fault.TIMED_OUT,
                    doing,
                    "the agent %s did not answer in %s s.".formatted(address, limit.toSeconds()));
        }
        if (talksTooMuch
                || (answer.end().isEmpty()
                        && !heard.isEmpty()
                        && heard.peek().end().isEmpty())) {
            throw end(Fault.NONSENSE, doing, "the agent %s answers without being asked.".formatted(address));
        }
        if (answer.end().isPresent()) {
            throw ended(answer.end().get(), doing);
        }
        Reply reply;
        try {
            reply = Codec.reply(answer.message());
        } catch (IOException | IllegalArgumentException e) {
            throw end(Fault.NONSENSE, doing, "the agent answered what is no message: " + e.getMessage());
        }
        if (reply instanceof Reply.Refused refused) {
            throw new DeviceException(Fault.REFUSED, "Device %s, %s: %s".formatted(device, doing, refused.message()));
        }
        return reply;
    }

    private DeviceException ended(Throwable failure, String doing) {
        Status status = Status.fromThrowable(failure);
        Metadata trailers =
                Optional.ofNullable(Status.trailersFromThrowable(failure)).orElseGet(Metadata::new);
        Fault fault = fault(status, Optional.ofNullable(trailers.get(AgentProtocol.FAULT)));
        String why = Optional.ofNullable(status.getDescription())
                .or(() -> Optional.ofNullable(status.getCause()).map(String::valueOf))
                .orElse("no reason given");
        return end(fault, doing, "the agent %s ended the session (%s): %s".formatted(address, status.getCode(), why));
    }

    private static Fault fault(Status status, Optional<String> named) {
        for (Fault fault : Fault.values()) {
            if (named.isPresent() && named.get().equals(fault.name())) {
                return fault;
            }
        }
        return switch (status.getCode()) {
            case NOT_FOUND, RESOURCE_EXHAUSTED, UNAUTHENTICATED, PERMISSION_DENIED -> Fault.REFUSED;
            case DEADLINE_EXCEEDED -> Fault.TIMED_OUT;
            case INVALID_ARGUMENT, INTERNAL, UNIMPLEMENTED -> Fault.NONSENSE;
            default -> Fault.VANISHED;
        };
    }

    @Override
    public DeviceException end(Fault fault, String doing, String what) {
        close();
        return new DeviceException(fault, "Device %s, %s: %s".formatted(device, doing, what));
    }

    /** Hangs up, and does not wait for the agent to notice. */
    @Override
    public void close() {
        channel.shutdownNow();
    }
}
