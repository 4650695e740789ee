package org.cosearch.adapter.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.CallOptions;
import io.grpc.ClientInterceptors;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.assertj.core.data.Offset;
import org.cosearch.adapter.child.ChildDevice;
import org.cosearch.adapter.child.Limits;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.host.HostDevices;
import org.cosearch.adapter.model.PlanEncoder;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.adapter.wire.Codec;
import org.cosearch.adapter.wire.EngineChoice;
import org.cosearch.adapter.wire.Reply;
import org.cosearch.adapter.wire.Request;
import org.cosearch.device.Device;
import org.cosearch.device.DeviceException;
import org.cosearch.device.DeviceInfo;
import org.cosearch.device.DeviceSession;
import org.cosearch.device.Fault;
import org.cosearch.device.Prepared;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent and its clients, sound and hostile, over TLS on this machine. */
class RemoteDevicesTest {

    private static final RandomWeights WEIGHTS = new RandomWeights(1);
    private static final Duration SILENCE = Duration.ofMillis(1500);
    private static final Network NETWORK = Network.builder("small", Shape.of(3, 8, 8))
            .conv(4, 3)
            .batchNorm()
            .relu()
            .globalAveragePool()
            .dense(2)
            .build();

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static Certificates certificates;

    @SuppressWarnings("NullAway.Init")
    private static Agent agent;

    @BeforeAll
    static void start() throws Exception {
        certificates = new Certificates(folder)
                .key("agent")
                .key("client")
                .key("stranger")
                .key("old", "-startdate", "-10d", "-validity", "3")
                .trust("clients", "client", "old")
                .trust("agents", "agent");
        ChildDevice kernels = (ChildDevice) HostDevices.kernels(
                "kernels", List.of(new Property("batch", "2")), network -> WEIGHTS, Limits.standard());
        ChildDevice crashing = new ChildDevice(
                new DeviceInfo(
                        "crashing", "native", List.of(new Property("fault", "segv"), new Property("at", "prepare"))),
                new EngineChoice.NativeLibrary(Path.of(System.getProperty("cosearch.root"))
                        .resolve("native/target/adapters/libcosearch_bad.so")
                        .toString()),
                (network, batch, facts) -> new Model("onnx", new byte[0]),
                Limits.standard());
        agent = Agent.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                certificates.files("agent", "clients"),
                List.of(kernels, crashing),
                new Agent.Patience(SILENCE, Duration.ofMinutes(5)));
    }

    @AfterAll
    static void stop() {
        agent.close();
    }

    private static Device device(String remoteName, TlsFiles tls, int port) {
        return RemoteDevices.of(
                "far", "localhost:" + port, remoteName, tls, network -> WEIGHTS, Duration.ofSeconds(20));
    }

    private static TlsFiles client() {
        return certificates.files("client", "agents");
    }

    private static Device device(String remoteName) {
        return device(remoteName, client(), agent.port());
    }

    private static DeviceException refusal(Device device) {
        return catchThrowableOfType(DeviceException.class, () -> device.open().close());
    }

    private static void awaitNoHolder() throws InterruptedException {
        for (int i = 0; i < 200 && !agent.holders().isEmpty(); i++) {
            Thread.sleep(50);
        }
        assertThat(agent.holders()).isEmpty();
    }

    @Test
    void aLentDeviceComputesAndRunsLikeOneOfThisMachine() throws DeviceException, InterruptedException {
        Device near =
                HostDevices.kernels("near", List.of(new Property("batch", "2")), network -> WEIGHTS, Limits.standard());
        float[] input = new float[2 * 3 * 8 * 8];
        input[5] = 1;
        try (DeviceSession far = device("kernels").open();
                DeviceSession here = near.open();
                Prepared remote = far.prepare(NETWORK);
                Prepared local = here.prepare(NETWORK)) {
            assertThat(far.batch()).isEqualTo(2);
            assertThat(far.facts()).extracting(Property::name).contains("machine.fingerprint", "convolution");
            assertThat(remote.infer(input)).containsExactly(local.infer(input), Offset.offset(1e-6f));
            assertThat(remote.run(50)).hasSize(50).doesNotContain(0L);
            assertThat(local.run(50)).hasSize(50);
            assertThat(remote.counter("cpu_nanos").isPresent())
                    .isEqualTo(local.counter("cpu_nanos").isPresent());
        }
        awaitNoHolder();
    }

    @Test
    void aDeviceHasOneClientAtATime() throws DeviceException, InterruptedException {
        try (DeviceSession first = device("kernels").open()) {
            assertThat(first.batch()).isEqualTo(2);
            assertThat(agent.holders()).isEqualTo(Map.of("kernels", "CN=client"));
            DeviceException second = refusal(device("kernels"));
            assertThat(second.fault()).isEqualTo(Fault.REFUSED);
            assertThat(second).hasMessageContaining("Device kernels is held by CN=client.");
        }
        awaitNoHolder();
        device("kernels").open().close();
        awaitNoHolder();
    }

    @Test
    void aCrashIsToldAndCostsTheSessionAlone() throws DeviceException, InterruptedException {
        try (DeviceSession session = device("crashing").open()) {
            DeviceException crash = catchThrowableOfType(DeviceException.class, () -> session.prepare(NETWORK));
            assertThat(crash.fault()).isEqualTo(Fault.CRASHED);
            assertThat(crash).hasMessageContaining("SIGSEGV");
        }
        awaitNoHolder();
        device("crashing").open().close();
        awaitNoHolder();
    }

    @Test
    void whoIsNotBelievedIsTurnedAway() {
        assertThat(refusal(device("kernels", certificates.files("stranger", "agents"), agent.port())))
                .isNotNull();
        assertThat(refusal(device("kernels", certificates.files("old", "agents"), agent.port())))
                .isNotNull();
        // an agent that the client does not believe
        assertThat(refusal(device("kernels", certificates.files("client", "clients"), agent.port())))
                .isNotNull();
        assertThat(agent.holders()).isEmpty();
    }

    @Test
    void aWrongPasswordAndAnUnknownDeviceAreNamed() {
        TlsFiles wrong = new TlsFiles(folder.resolve("client.p12"), folder.resolve("agents.p12"), "wrong");
        assertThat(refusal(device("kernels", wrong, agent.port())))
                .hasMessageContaining("client.p12")
                .hasMessageNotContaining("wrong");
        assertThat(refusal(device("kernel")))
                .hasMessageContaining("The agent has no device (kernel).\nMaybe one of crashing, kernels.");
    }

    /** A client that says what it likes. */
    private record RawClient(
            ManagedChannel channel, StreamObserver<byte[]> out, BlockingQueue<byte[]> in, BlockingQueue<Status> end) {

        static RawClient of(ManagedChannel channel) {
            BlockingQueue<byte[]> in = new LinkedBlockingQueue<>();
            BlockingQueue<Status> end = new LinkedBlockingQueue<>();
            Metadata headers = new Metadata();
            headers.put(AgentProtocol.DEVICE, "kernels");
            StreamObserver<byte[]> out = ClientCalls.asyncBidiStreamingCall(
                    ClientInterceptors.intercept(channel, MetadataUtils.newAttachHeadersInterceptor(headers))
                            .newCall(AgentProtocol.SESSION, CallOptions.DEFAULT),
                    new StreamObserver<byte[]>() {
                        @Override
                        public void onNext(byte[] message) {
                            in.add(message);
                        }

                        @Override
                        public void onError(Throwable failure) {
                            end.add(Status.fromThrowable(failure));
                        }

                        @Override
                        public void onCompleted() {
                            end.add(Status.OK);
                        }
                    });
            return new RawClient(channel, out, in, end);
        }

        static RawClient connect() throws IOException {
            return of(Grpc.newChannelBuilder("localhost:" + agent.port(), client().forClient())
                    .build());
        }

        void say(Request request) {
            out.onNext(Codec.bytes(request));
        }

        Reply hear() throws Exception {
            byte[] message = in.poll(20, TimeUnit.SECONDS);
            assertThat(message).as("an answer; the end is %s", end).isNotNull();
            return Codec.reply(message);
        }

        Status.Code ending() throws InterruptedException {
            Status status = end.poll(20, TimeUnit.SECONDS);
            channel.shutdownNow();
            assertThat(status).isNotNull();
            return status.getCode();
        }
    }

    @Test
    void aClientWithoutTlsHearsNothing() throws InterruptedException {
        RawClient plain =
                RawClient.of(Grpc.newChannelBuilder("localhost:" + agent.port(), InsecureChannelCredentials.create())
                        .build());
        plain.say(new Request.Open(new EngineChoice.OnnxRuntime(), List.of()));
        assertThat(plain.ending()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void theClientChoosesNeitherLibraryNorSettings() throws Exception {
        RawClient raw = RawClient.connect();
        raw.say(new Request.Open(
                new EngineChoice.NativeLibrary("/tmp/evil.so"), List.of(new Property("convolution", "evil"))));
        assertThat(raw.hear())
                .isInstanceOfSatisfying(
                        Reply.Opened.class,
                        opened -> assertThat(opened.facts())
                                .contains(new Property("convolution", "im2col"), new Property("batch", "2")));
        raw.say(new Request.Check("VERSION", "/tmp/evil.so", List.of(), new Model("onnx", new byte[1])));
        assertThat(raw.ending()).isEqualTo(Status.Code.INVALID_ARGUMENT);
        awaitNoHolder();
    }

    @Test
    void whatIsNoRequestEndsTheSessionAndNothingElse() throws Exception {
        List<byte[]> garbage = List.of(
                new byte[0],
                new byte[] {'?', 1, 2},
                new byte[] {'O', 'l', 0x7f, -1, -1, -1},
                new byte[] {'P', 0, 0},
                Codec.bytes(new Request.Run(0, 1)),
                Codec.bytes(new Request.Release(99)));
        for (byte[] message : garbage) {
            RawClient raw = RawClient.connect();
            raw.out().onNext(message);
            assertThat(raw.ending()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            awaitNoHolder();
        }
    }

    @Test
    void aMessageBeyondTheLimitIsNotRead() throws Exception {
        RawClient raw = RawClient.connect();
        raw.out().onNext(new byte[AgentProtocol.MAX_MESSAGE_BYTES + 1]);
        // how the transport says so depends on how much of it was on its way
        assertThat(raw.ending()).isIn(Status.Code.RESOURCE_EXHAUSTED, Status.Code.CANCELLED, Status.Code.UNAVAILABLE);
        awaitNoHolder();
    }

    @Test
    void aFloodOfRequestsEndsTheSession() throws Exception {
        RawClient raw = RawClient.connect();
        raw.say(new Request.Open(new EngineChoice.OnnxRuntime(), List.of()));
        assertThat(raw.hear()).isInstanceOf(Reply.Opened.class);
        raw.say(new Request.Prepare(0, PlanEncoder.encode(NETWORK, WEIGHTS)));
        assertThat(raw.hear()).isInstanceOf(Reply.Ready.class);
        for (int i = 0; i < 20; i++) {
            raw.say(new Request.Run(0, 100_000));
        }
        assertThat(raw.ending()).isEqualTo(Status.Code.CANCELLED);
        awaitNoHolder();
    }

    @Test
    void aSilentClientLosesTheDevice() throws Exception {
        RawClient raw = RawClient.connect();
        raw.say(new Request.Open(new EngineChoice.OnnxRuntime(), List.of()));
        assertThat(raw.hear()).isInstanceOf(Reply.Opened.class);
        assertThat(raw.ending()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        awaitNoHolder();
    }

    /** What a client finds with an agent that answers as {@code answer} says. */
    private static DeviceException with(BiConsumer<byte[], StreamObserver<byte[]>> answer) throws Exception {
        ServerServiceDefinition service = ServerServiceDefinition.builder(AgentProtocol.SERVICE)
                .addMethod(
                        AgentProtocol.SESSION, ServerCalls.asyncBidiStreamingCall(out -> new StreamObserver<byte[]>() {
                            @Override
                            public void onNext(byte[] message) {
                                answer.accept(message, out);
                            }

                            @Override
                            public void onError(Throwable failure) {}

                            @Override
                            public void onCompleted() {}
                        }))
                .build();
        Server hostile = Grpc.newServerBuilderForPort(
                        0, certificates.files("agent", "clients").forServer())
                .addService(service)
                .build()
                .start();
        try {
            Device device = RemoteDevices.of(
                    "far", "localhost:" + hostile.getPort(), "x", client(), network -> WEIGHTS, Duration.ofSeconds(20));
            return catchThrowableOfType(DeviceException.class, () -> {
                try (DeviceSession session = device.open();
                        Prepared prepared = session.prepare(NETWORK)) {
                    long[] unused = prepared.run(3);
                }
            });
        } finally {
            hostile.shutdownNow();
        }
    }

    private static Reply sound(byte[] message, long[] times) throws IOException {
        Request request = Codec.request(message);
        if (request instanceof Request.Open) {
            return new Reply.Opened(List.of(new Property("formats", "onnx")));
        }
        return request instanceof Request.Prepare ? new Reply.Ready(192, 2) : new Reply.Times(times);
    }

    private static DeviceException withTimes(long... times) throws Exception {
        return with((message, out) -> {
            try {
                out.onNext(Codec.bytes(sound(message, times)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void aHostileAgentIsFoundOut() throws Exception {
        List<DeviceException> found = new ArrayList<>(List.of(
                with((message, out) -> out.onNext(new byte[] {'?'})),
                with((message, out) -> out.onNext(new byte[0])),
                with((message, out) -> out.onNext(Codec.bytes(new Reply.Done()))),
                with((message, out) -> out.onNext(Codec.bytes(new Reply.Opened(List.of(new Property("batch", "-1")))))),
                with((message, out) -> {
                    for (int i = 0; i < 50; i++) {
                        out.onNext(Codec.bytes(new Reply.Opened(List.of())));
                    }
                }),
                withTimes(1, 2),
                withTimes(0, 1, 1),
                withTimes(-5, 1, 1),
                withTimes(Long.MAX_VALUE, 1, 1)));
        assertThat(found).allSatisfy(one -> assertThat(one.fault()).isEqualTo(Fault.NONSENSE));
        assertThat(with((message, out) -> out.onCompleted()).fault()).isEqualTo(Fault.VANISHED);
        assertThat(with((message, out) -> out.onNext(new byte[AgentProtocol.MAX_MESSAGE_BYTES + 1]))
                        .fault())
                .isIn(Fault.REFUSED, Fault.NONSENSE, Fault.VANISHED);
    }

    @Test
    void anAgentThatIsNotThereIsNamed() {
        assertThat(refusal(device("kernels", client(), 1)))
                .hasMessageContaining("the agent localhost:1 ended the session (UNAVAILABLE)");
    }
}
