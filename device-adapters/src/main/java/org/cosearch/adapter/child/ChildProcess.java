package org.cosearch.adapter.child;

import java.io.File;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.cosearch.device.DeviceException;
import org.cosearch.device.Fault;
import org.jspecify.annotations.Nullable;

/** One child from its start to its end, which it does not survive a fault of. For one thread at a time. */
final class ChildProcess implements AutoCloseable {

    /** How often the memory of a child is looked at while it works. */
    private static final int WATCH_MILLIS = 25;

    private static final int PAGE_BYTES = 4096;

    private static final ScheduledExecutorService CLOCK = Executors.newScheduledThreadPool(1, task -> {
        Thread thread = new Thread(task, "child-watch");
        thread.setDaemon(true);
        return thread;
    });

    private final String device;
    private final Process process;
    private final ChildLog log;
    private final SocketChannel channel;
    private final Wire wire;
    private final Limits limits;

    private ChildProcess(String device, Process process, ChildLog log, SocketChannel channel, Limits limits) {
        this.device = device;
        this.process = process;
        this.log = log;
        this.channel = channel;
        this.wire = new Wire(channel);
        this.limits = limits;
    }

    /**
     * Starts a child and waits until it listens.
     *
     * @param device its name, for errors
     */
    static ChildProcess start(String device, Limits limits) throws DeviceException, InterruptedException {
        Path folder = Path.of("");
        try {
            folder = Files.createTempDirectory("cosearch");
            Path socket = folder.resolve("socket");
            try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                Process process = new ProcessBuilder(command(socket, limits))
                        .redirectErrorStream(true)
                        .start();
                ChildLog log = ChildLog.of(process.getInputStream());
                return new ChildProcess(device, process, log, accept(device, server, process, log, limits), limits);
            }
        } catch (IOException e) {
            throw new DeviceException(
                    Fault.CRASHED, "Device %s: no process can be started: %s.".formatted(device, e.getMessage()));
        } finally {
            delete(folder);
        }
    }

    private static List<String> command(Path socket, Limits limits) {
        List<String> words = new ArrayList<>();
        if (!limits.processors().isEmpty()) {
            words.addAll(List.of("taskset", "-c", limits.processors()));
        }
        words.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + limits.heapMebibytes() + "m",
                // little besides the runtime under measurement
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + nowhere(),
                "-cp",
                System.getProperty("java.class.path", ""),
                DeviceChild.class.getName(),
                socket.toString()));
        return words;
    }

    /** The first page of a crash report goes to the log; the whole of it nowhere. */
    private static String nowhere() {
        return File.separatorChar == '\\' ? "NUL" : "/dev/null";
    }

    private static SocketChannel accept(
            String device, ServerSocketChannel server, Process process, ChildLog log, Limits limits)
            throws IOException, DeviceException, InterruptedException {
        server.configureBlocking(false);
        long deadline = System.nanoTime() + limits.startLimit().toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            SocketChannel accepted = server.accept();
            if (accepted != null) {
                return accepted;
            }
            Thread.sleep(2);
        }
        boolean late = process.isAlive();
        process.destroyForcibly();
        throw new DeviceException(
                late ? Fault.TIMED_OUT : Fault.CRASHED,
                "Device %s: its process does not start (%s).".formatted(device, log.lastWords()));
    }

    private static void delete(Path folder) {
        try {
            Files.deleteIfExists(folder.resolve("socket"));
            Files.deleteIfExists(folder);
        } catch (IOException e) {
            // a leftover in the folder for temporary files harms nobody
        }
    }

    /**
     * Sends a request and waits for the answer.
     *
     * @param doing for errors, such as {@code preparing network small}
     * @throws DeviceException if there is none in time, or it is a refusal; after a fault that ends the session the
     *     process is gone
     */
    Reply call(Request request, Duration limit, String doing) throws DeviceException, InterruptedException {
        AtomicReference<Fault> killedFor = new AtomicReference<>();
        ScheduledFuture<?> alarm =
                CLOCK.schedule(() -> kill(killedFor, Fault.TIMED_OUT), limit.toMillis(), TimeUnit.MILLISECONDS);
        ScheduledFuture<?> watch = CLOCK.scheduleWithFixedDelay(
                () -> {
                    if (residentMebibytes() > limits.memoryMebibytes()) {
                        kill(killedFor, Fault.OUT_OF_MEMORY);
                    }
                },
                WATCH_MILLIS,
                WATCH_MILLIS,
                TimeUnit.MILLISECONDS);
        try {
            wire.send(out -> Codec.write(out, request));
            Reply reply = Codec.readReply(wire.receive());
            if (reply instanceof Reply.Refused refused) {
                throw refusal(refused, doing);
            }
            return reply;
        } catch (Wire.MalformedException | IllegalArgumentException e) {
            throw end(Fault.NONSENSE, doing, "it answered what is no message: " + e.getMessage());
        } catch (IOException e) {
            if (Thread.interrupted()) {
                close();
                throw new InterruptedException("Device %s was interrupted while %s.".formatted(device, doing));
            }
            throw ended(killedFor.get(), doing, limit);
        } finally {
            alarm.cancel(false);
            watch.cancel(false);
        }
    }

    private DeviceException refusal(Reply.Refused refused, String doing) {
        return switch (refused.reason()) {
            case REFUSED ->
                new DeviceException(Fault.REFUSED, "Device %s, %s: %s".formatted(device, doing, refused.message()));
            case OUT_OF_MEMORY -> end(Fault.OUT_OF_MEMORY, doing, refused.message());
            case FAILED -> end(Fault.NONSENSE, doing, refused.message());
        };
    }

    /** Ends the process because of what it answered. */
    DeviceException end(Fault fault, String doing, String what) {
        close();
        return new DeviceException(fault, "Device %s, %s: %s".formatted(device, doing, what));
    }

    /** Says how a process ended that hung up. */
    private DeviceException ended(@Nullable Fault killedFor, String doing, Duration limit) throws InterruptedException {
        if (!process.waitFor(2, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        close();
        if (killedFor == Fault.TIMED_OUT) {
            return new DeviceException(
                    Fault.TIMED_OUT,
                    "Device %s, %s: it took longer than %s s and was ended."
                            .formatted(device, doing, limit.toMillis() / 1000.0));
        }
        if (killedFor == Fault.OUT_OF_MEMORY) {
            return new DeviceException(
                    Fault.OUT_OF_MEMORY,
                    "Device %s, %s: it took more than %d MiB of memory and was ended."
                            .formatted(device, doing, limits.memoryMebibytes()));
        }
        int status = process.exitValue();
        String words = log.lastWords();
        return new DeviceException(
                status == 0 ? Fault.VANISHED : Fault.CRASHED,
                "Device %s, %s: its process ended with exit code %d%s."
                        .formatted(device, doing, status, words.isEmpty() ? "" : " (" + words + ")"));
    }

    private void kill(AtomicReference<Fault> killedFor, Fault reason) {
        if (killedFor.compareAndSet(null, reason)) {
            process.destroyForcibly();
        }
    }

    private long residentMebibytes() {
        try {
            String[] pages = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "statm"))
                    .split(" ", -1);
            return (Long.parseLong(pages[1]) * PAGE_BYTES) >> 20;
        } catch (IOException | RuntimeException e) {
            return 0; // it is gone, or there is no /proc
        }
    }

    /** Ends the process, without asking it, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
        try {
            channel.close();
        } catch (IOException e) {
            // nobody listens any more
        }
    }
}
