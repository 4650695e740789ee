package org.cosearch.adapter.wire;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Frames between a parent and its child: a length of four bytes, big-endian, and so many bytes, at most
 * {@value #MAX_FRAME_BYTES}.
 */
public final class Wire {

    /** More than the largest model. */
    static final int MAX_FRAME_BYTES = 512 << 20;

    private final SocketChannel channel;

    /** Over a connected socket. The streams of {@link java.nio.channels.Channels} would not: they share one lock. */
    public Wire(SocketChannel channel) {
        this.channel = channel;
    }

    /** What was received is no message. */
    public static final class MalformedException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedException(String message) {
            super(message);
        }
    }

    /** A body that writes itself. */
    @FunctionalInterface
    public interface Body {
        void write(DataOutputStream out) throws IOException;
    }

    /** Sends one frame, whole and at once. */
    public void send(Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[4]);
        body.write(new DataOutputStream(bytes));
        ByteBuffer frame = ByteBuffer.wrap(bytes.toByteArray());
        if (frame.capacity() - 4 > MAX_FRAME_BYTES) {
            throw new MalformedException(
                    "A message has (%d) bytes, more than %d.".formatted(frame.capacity(), MAX_FRAME_BYTES));
        }
        frame.putInt(0, frame.capacity() - 4);
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * Waits for the next frame.
     *
     * @throws EOFException at the end of the stream
     */
    public DataInputStream receive() throws IOException {
        int length = read(4).getInt();
        if (length < 1 || length > MAX_FRAME_BYTES) {
            throw new MalformedException("A message says that it has (%d) bytes.".formatted(length));
        }
        return new DataInputStream(new ByteArrayInputStream(read(length).array()));
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException("The other end hung up.");
            }
        }
        return buffer.flip();
    }

    static void writeText(DataOutputStream out, String text) throws IOException {
        writeBytes(out, text.getBytes(StandardCharsets.UTF_8));
    }

    static String readText(DataInputStream in) throws IOException {
        return new String(readBytes(in), StandardCharsets.UTF_8);
    }

    static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(count(in, 1));
    }

    static void writeFloats(DataOutputStream out, float[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES);
        bytes.asFloatBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    static float[] readFloats(DataInputStream in) throws IOException {
        float[] values = new float[count(in, Float.BYTES)];
        ByteBuffer.wrap(in.readNBytes(values.length * Float.BYTES))
                .asFloatBuffer()
                .get(values);
        return values;
    }

    static void writeLongs(DataOutputStream out, long[] values) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        bytes.asLongBuffer().put(values);
        out.writeInt(values.length);
        out.write(bytes.array());
    }

    static long[] readLongs(DataInputStream in) throws IOException {
        long[] values = new long[count(in, Long.BYTES)];
        ByteBuffer.wrap(in.readNBytes(values.length * Long.BYTES))
                .asLongBuffer()
                .get(values);
        return values;
    }

    /** A count of elements that the frame really holds. */
    private static int count(DataInputStream in, int elementBytes) throws IOException {
        int count = in.readInt();
        if (count < 0 || (long) count * elementBytes > in.available()) {
            throw new MalformedException("A message says that (%d) elements follow.".formatted(count));
        }
        return count;
    }
}
