package org.cosearch.training.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line of a worker.
 *
 * @param classPath of the worker
 * @param mainClass its program; speaks the protocol of {@link Message}
 */
record WorkerCommand(String classPath, String mainClass) {

    /** A {@link TrainingWorker} on the class path of this process. */
    static WorkerCommand standard() {
        return of(TrainingWorker.class);
    }

    static WorkerCommand of(Class<?> program) {
        return new WorkerCommand(System.getProperty("java.class.path", ""), program.getName());
    }

    ProcessBuilder process(WorkerOptions options) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + options.heapMebibytes() + "m",
                // one compiler and one collector thread: a worker has one core
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + options.logFolder().resolve("worker-crash-%p.log"),
                // JavaCPP counts what TensorFlow takes; its limit on its own allocations is lifted in favour of the
                // resident memory
                "-Dorg.bytedeco.javacpp.maxbytes=0",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=" + options.memoryMebibytes() + "m",
                "-cp",
                classPath,
                mainClass,
                String.valueOf(options.threads())));
        ProcessBuilder builder = new ProcessBuilder(words);
        // warnings of TensorFlow and worse
        builder.environment().putIfAbsent("TF_CPP_MIN_LOG_LEVEL", "1");
        // the same kernels for everybody: with and without oneDNN the weights differ
        builder.environment().put("TF_ENABLE_ONEDNN_OPTS", "1");
        return builder;
    }
}
