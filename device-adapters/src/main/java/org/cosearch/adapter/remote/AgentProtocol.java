package org.cosearch.adapter.remote;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What an agent and its clients say to one another: one call of gRPC is one session with one device, messages to the agent
 * are requests and messages from it replies, as they go to and from a child process.
 */
final class AgentProtocol {

    /** The largest message: a model with its weights, or an input. */
    static final int MAX_MESSAGE_BYTES = 128 << 20;

    /** Which device the session is with. */
    static final Metadata.Key<String> DEVICE = Metadata.Key.of("cosearch-device", Metadata.ASCII_STRING_MARSHALLER);

    /** What ended a session, beside the status: the name of a {@link org.cosearch.device.Fault}. */
    static final Metadata.Key<String> FAULT = Metadata.Key.of("cosearch-fault", Metadata.ASCII_STRING_MARSHALLER);

    static final String SERVICE = "cosearch.Agent";

    static final MethodDescriptor<byte[], byte[]> SESSION = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.BIDI_STREAMING)
            .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, "Session"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    /** Held here, so that its level stays: the library tells of every end that hangs up or talks nonsense. */
    private static final Logger LIBRARY = Logger.getLogger("io.grpc");

    static {
        LIBRARY.setLevel(Level.SEVERE);
    }

    private AgentProtocol() {}

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
