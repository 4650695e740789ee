package org.cosearch.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bytedeco.javacpp.Pointer;
import org.cosearch.training.data.Dataset;
import org.cosearch.training.recipe.Recipe;
import org.cosearch.workload.Network;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LeakTest {

    private static final Dataset DATA = TinyData.dataset(64, 40);
    private static final Network NETWORK = TinyData.network(6);
    private static final Path STATISTICS = Path.of("/proc/self/statm");

    private static void train(int count) {
        for (int seed = 0; seed < count; seed++) {
            new Trainer(1).train(NETWORK, DATA, Recipe.quick(), seed);
        }
    }

    /** Native objects that Java still holds, once the collector has seen to what is out of reach. */
    private static long heldPointers() throws InterruptedException {
        long held = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 20 && Pointer.totalCount() < held; attempt++) {
            held = Pointer.totalCount();
            System.gc();
            Thread.sleep(50);
        }
        return held;
    }

    @Test
    void aTrainingHoldsNoNativeObjectWhenItIsOver() throws InterruptedException {
        train(1);
        long before = heldPointers();
        train(5);

        assertThat(heldPointers()).isLessThanOrEqualTo(before);
    }

    @Test
    @Tag("slow")
    void nativeMemoryStaysLevelOverManyTrainings() throws IOException {
        assumeTrue(Files.exists(STATISTICS), "resident memory is read from Linux");
        train(20);
        long before = nativeBytes();
        train(100);

        // 100 kept graphs would take hundreds of megabytes
        assertThat(nativeBytes() - before).isLessThan(50L << 20);
    }

    /** What is resident and not the Java heap. */
    private static long nativeBytes() throws IOException {
        System.gc();
        long resident = 4096 * Long.parseLong(Files.readString(STATISTICS).split(" ", 3)[1]);
        return resident - Runtime.getRuntime().totalMemory();
    }
}
