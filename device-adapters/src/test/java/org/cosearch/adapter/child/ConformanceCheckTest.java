package org.cosearch.adapter.child;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.cosearch.adapter.child.ConformanceCheck.Result;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.jna.ConformanceStep;
import org.cosearch.adapter.model.PlanEncoder;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.device.Property;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.junit.jupiter.api.Test;

class ConformanceCheckTest {

    /** What the template takes for a model: it begins like one. */
    private static final Model MODEL = new Model("onnx", new byte[] {0x08, 0x08, 0x12, 0x04, 't', 'e', 's', 't'});

    private static List<Result> check(String library, List<Property> settings) throws InterruptedException {
        return ConformanceCheck.run(library, settings, MODEL, Duration.ofSeconds(20), result -> {});
    }

    @Test
    void theTemplateKeepsEveryPromise() throws InterruptedException {
        List<Result> results = check(Libraries.path("template"), List.of(new Property("rounds", "100")));
        assertThat(results).hasSize(ConformanceStep.values().length);
        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void theHostKernelsKeepEveryPromise() throws InterruptedException {
        Network network = Network.builder("small", Shape.of(3, 8, 8))
                .conv(4, 3)
                .batchNorm()
                .relu()
                .globalAveragePool()
                .dense(2)
                .build();
        Model plan = PlanEncoder.encode(network, new RandomWeights(0));
        List<Result> results = ConformanceCheck.run(
                "cosearch_host",
                List.of(new Property("convolution", "direct"), new Property("batch", "3")),
                plan,
                Duration.ofSeconds(20),
                result -> {});
        assertThat(results).allSatisfy(result -> assertThat(result.failure()).isEmpty());
    }

    @Test
    void anAdapterThatChecksNothingIsFoundOutStepByStep() throws InterruptedException {
        List<Property> settings = List.of(new Property("fault", "zero"), new Property("at", "run"));
        List<Result> results = check(Libraries.path("bad"), settings);
        assertThat(failure(results, ConformanceStep.OPEN_NULLS))
                .startsWith("CRASHED")
                .contains("SIGSEGV");
        assertThat(failure(results, ConformanceStep.RUN)).contains("took (0) ns");
        assertThat(failure(results, ConformanceStep.UNKNOWN_FORMAT)).contains("not UNSUPPORTED");
        assertThat(failure(results, ConformanceStep.VERSION)).isEmpty();
        assertThat(failure(results, ConformanceStep.TWO_DEVICES)).isEmpty();
    }

    @Test
    void aLibraryThatIsNoAdapterFailsEveryStepByName() throws InterruptedException {
        List<Result> results = check("/no/such/library.so", List.of());
        assertThat(results)
                .allSatisfy(result ->
                        assertThat(result.toString()).startsWith("FAIL").contains("/no/such/library.so"));
    }

    private static String failure(List<Result> results, ConformanceStep step) {
        return results.stream()
                .filter(result -> result.step() == step)
                .findFirst()
                .flatMap(Result::failure)
                .orElse("");
    }
}
