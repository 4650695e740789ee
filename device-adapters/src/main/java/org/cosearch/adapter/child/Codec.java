package org.cosearch.adapter.child;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.OptionalDouble;
import org.cosearch.adapter.child.Wire.MalformedException;
import org.cosearch.adapter.engine.EngineException.Reason;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.engine.Properties;

/** Requests and replies as the bodies of frames: one letter for the kind, then the parts in order. */
final class Codec {

    private Codec() {}

    static void write(DataOutputStream out, Request request) throws IOException {
        if (request instanceof Request.Open open) {
            out.writeByte('O');
            write(out, open.engine());
            Wire.writeText(out, Properties.write(open.settings()));
        } else if (request instanceof Request.Prepare prepare) {
            out.writeByte('P');
            out.writeInt(prepare.id());
            write(out, prepare.model());
        } else if (request instanceof Request.Infer infer) {
            out.writeByte('I');
            out.writeInt(infer.id());
            Wire.writeFloats(out, infer.input());
        } else if (request instanceof Request.Run run) {
            out.writeByte('R');
            out.writeInt(run.id());
            out.writeInt(run.runs());
        } else if (request instanceof Request.Counter counter) {
            out.writeByte('C');
            out.writeInt(counter.id());
            Wire.writeText(out, counter.name());
        } else if (request instanceof Request.Release release) {
            out.writeByte('X');
            out.writeInt(release.id());
        } else if (request instanceof Request.Check check) {
            out.writeByte('K');
            Wire.writeText(out, check.step());
            Wire.writeText(out, check.library());
            Wire.writeText(out, Properties.write(check.settings()));
            write(out, check.model());
        }
    }

    static Request readRequest(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'O' -> new Request.Open(readEngine(in), Properties.read(Wire.readText(in)));
            case 'P' -> new Request.Prepare(in.readInt(), readModel(in));
            case 'I' -> new Request.Infer(in.readInt(), Wire.readFloats(in));
            case 'R' -> new Request.Run(in.readInt(), in.readInt());
            case 'C' -> new Request.Counter(in.readInt(), Wire.readText(in));
            case 'X' -> new Request.Release(in.readInt());
            case 'K' ->
                new Request.Check(
                        Wire.readText(in), Wire.readText(in), Properties.read(Wire.readText(in)), readModel(in));
            default -> throw new MalformedException("There is no request of the kind (%d).".formatted(kind));
        };
    }

    static void write(DataOutputStream out, Reply reply) throws IOException {
        if (reply instanceof Reply.Opened opened) {
            out.writeByte('o');
            Wire.writeText(out, Properties.write(opened.facts()));
        } else if (reply instanceof Reply.Ready ready) {
            out.writeByte('p');
            out.writeLong(ready.inputElements());
            out.writeLong(ready.outputElements());
        } else if (reply instanceof Reply.Output output) {
            out.writeByte('i');
            Wire.writeFloats(out, output.values());
        } else if (reply instanceof Reply.Times times) {
            out.writeByte('r');
            Wire.writeLongs(out, times.nanos());
        } else if (reply instanceof Reply.Counted counted) {
            out.writeByte('c');
            out.writeBoolean(counted.value().isPresent());
            out.writeDouble(counted.value().orElse(0));
        } else if (reply instanceof Reply.Done) {
            out.writeByte('d');
        } else if (reply instanceof Reply.Refused refused) {
            out.writeByte('n');
            Wire.writeText(out, refused.reason().name());
            Wire.writeText(out, refused.message());
        }
    }

    static Reply readReply(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'o' -> new Reply.Opened(Properties.read(Wire.readText(in)));
            case 'p' -> new Reply.Ready(in.readLong(), in.readLong());
            case 'i' -> new Reply.Output(Wire.readFloats(in));
            case 'r' -> new Reply.Times(Wire.readLongs(in));
            case 'c' -> {
                boolean present = in.readBoolean();
                double value = in.readDouble();
                yield new Reply.Counted(present ? OptionalDouble.of(value) : OptionalDouble.empty());
            }
            case 'd' -> new Reply.Done();
            case 'n' -> new Reply.Refused(readReason(in), Wire.readText(in));
            default -> throw new MalformedException("There is no reply of the kind (%d).".formatted(kind));
        };
    }

    private static Reason readReason(DataInputStream in) throws IOException {
        return Reason.valueOf(Wire.readText(in));
    }

    private static void write(DataOutputStream out, Model model) throws IOException {
        Wire.writeText(out, model.format());
        Wire.writeBytes(out, model.bytes());
    }

    private static Model readModel(DataInputStream in) throws IOException {
        return new Model(Wire.readText(in), Wire.readBytes(in));
    }

    private static void write(DataOutputStream out, EngineChoice engine) throws IOException {
        if (engine instanceof EngineChoice.NativeLibrary library) {
            out.writeByte('l');
            Wire.writeText(out, library.path());
        } else {
            out.writeByte('x');
        }
    }

    private static EngineChoice readEngine(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case 'l' -> new EngineChoice.NativeLibrary(Wire.readText(in));
            case 'x' -> new EngineChoice.OnnxRuntime();
            default -> throw new MalformedException("There is no runtime of the kind (%d).".formatted(kind));
        };
    }
}
