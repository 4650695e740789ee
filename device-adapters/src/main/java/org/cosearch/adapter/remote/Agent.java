package org.cosearch.adapter.remote;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.Principal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import org.cosearch.adapter.child.ChildDevice;
import org.jspecify.annotations.Nullable;

/**
 * Lends devices of this machine to clients that it believes, each device to one client at a time.
 *
 * <p>A client names a device, sends models and is told times; it chooses neither runtime, library nor settings. Each
 * session is a child process with the limits of its device, and ends when the client goes, falls silent or talks nonsense.
 */
public final class Agent implements AutoCloseable {

    private static final Context.Key<String> DEVICE = Context.key("device");
    private static final Context.Key<String> CLIENT = Context.key("client");
    private static final int MAX_HEADER_BYTES = 8 << 10;
    private static final Duration HANDSHAKE = Duration.ofSeconds(10);
    private static final Duration STOP = Duration.ofSeconds(5);

    /**
     * How long a session may be silent and last.
     *
     * @param silence between an answer and the next request
     * @param session altogether
     */
    public record Patience(Duration silence, Duration session) {

        /** One minute of silence, one hour altogether. */
        public static Patience standard() {
            return new Patience(Duration.ofMinutes(1), Duration.ofHours(1));
        }
    }

    private final Map<String, ChildDevice> devices = new HashMap<>();
    private final Map<String, String> holders = new ConcurrentHashMap<>();
    private final Patience patience;
    private final ExecutorService calls = Executors.newCachedThreadPool(task -> daemon(task, "agent-call"));
    private final Server server;

    private Agent(InetSocketAddress address, TlsFiles tls, List<ChildDevice> lent, Patience patience)
            throws IOException {
        lent.forEach(device -> devices.put(device.info().name(), device));
        this.patience = patience;
        this.server = NettyServerBuilder.forAddress(address, tls.forServer())
                .executor(calls)
                .maxInboundMessageSize(AgentProtocol.MAX_MESSAGE_BYTES)
                .maxInboundMetadataSize(MAX_HEADER_BYTES)
                .maxConcurrentCallsPerConnection(Math.max(1, lent.size()))
                .handshakeTimeout(HANDSHAKE.toMillis(), TimeUnit.MILLISECONDS)
                .keepAliveTime(20, TimeUnit.SECONDS)
                .keepAliveTimeout(10, TimeUnit.SECONDS)
                .permitKeepAliveTime(5, TimeUnit.SECONDS)
                .maxConnectionIdle(patience.silence().toMillis(), TimeUnit.MILLISECONDS)
                .addService(service())
                .build()
                .start();
    }

    /**
     * Begins to lend.
     *
     * @param address port 0 for any
     * @param lent names unique
     * @throws IOException if the address is taken, or the files of {@code tls} cannot be used
     */
    public static Agent start(InetSocketAddress address, TlsFiles tls, List<ChildDevice> lent, Patience patience)
            throws IOException {
        return new Agent(address, tls, lent, patience);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** The port that it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Waits until it is closed. */
    public void await() throws InterruptedException {
        server.awaitTermination();
    }

    private ServerServiceDefinition service() {
        ServerServiceDefinition sessions = ServerServiceDefinition.builder(AgentProtocol.SERVICE)
                .addMethod(AgentProtocol.SESSION, ServerCalls.asyncBidiStreamingCall(this::session))
                .build();
        return ServerInterceptors.intercept(sessions, new WhoAndWhat());
    }

    /** Puts the device and the name of the client where the session finds them. */
    private static final class WhoAndWhat implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String device = headers.get(AgentProtocol.DEVICE);
            Context context = Context.current()
                    .withValue(DEVICE, device == null ? "" : device)
                    .withValue(CLIENT, name(call.getAttributes().get(Grpc.TRANSPORT_ATTR_SSL_SESSION)));
            return Contexts.interceptCall(context, call, headers, next);
        }

        private static String name(@Nullable SSLSession tls) {
            try {
                Principal peer = tls == null ? null : tls.getPeerPrincipal();
                return peer == null ? "somebody" : peer.getName();
            } catch (SSLPeerUnverifiedException e) {
                return "somebody";
            }
        }
    }

    private StreamObserver<byte[]> session(StreamObserver<byte[]> out) {
        ServerCallStreamObserver<byte[]> client = (ServerCallStreamObserver<byte[]>) out;
        String name = DEVICE.get();
        ChildDevice device = devices.get(name);
        if (device == null) {
            client.onError(Status.NOT_FOUND
                    .withDescription("The agent has no device (%s).\nMaybe one of %s."
                            .formatted(
                                    name,
                                    String.join(
                                            ", ",
                                            devices.keySet().stream().sorted().toList())))
                    .asRuntimeException());
            return new Nothing();
        }
        String holder = holders.putIfAbsent(name, CLIENT.get());
        if (holder != null) {
            client.onError(Status.RESOURCE_EXHAUSTED
                    .withDescription("Device %s is held by %s.".formatted(name, holder))
                    .asRuntimeException());
            return new Nothing();
        }
        AgentSession session = new AgentSession(device, client, patience, () -> holders.remove(name));
        session.start();
        return session;
    }

    /** Who holds each device that is lent now, by device. */
    public Map<String, String> holders() {
        return Map.copyOf(holders);
    }

    /** Does not listen to a client that was refused. */
    private static final class Nothing implements StreamObserver<byte[]> {
        @Override
        public void onNext(byte[] message) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }

    /** Ends all sessions. */
    @Override
    public void close() {
        server.shutdownNow();
        calls.shutdownNow();
        try {
            server.awaitTermination(STOP.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
