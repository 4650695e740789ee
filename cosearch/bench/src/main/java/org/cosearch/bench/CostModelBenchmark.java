package org.cosearch.bench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.cosearch.accelerator.cost.FlatMapping;
import org.cosearch.accelerator.cost.InputCounts;
import org.cosearch.accelerator.cost.NestEvaluator;
import org.cosearch.accelerator.mapping.BoundedMapper;
import org.cosearch.accelerator.mapping.MappingGoal;
import org.cosearch.accelerator.template.Technology;
import org.cosearch.accelerator.template.Templates;
import org.cosearch.hardware.Accelerator;
import org.cosearch.hardware.Mapping;
import org.cosearch.workload.LoopNest;
import org.cosearch.workload.LoopNest.Role;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Evaluations of a good mapping by a cost model that is already compiled for the layer and the accelerator, by JMH. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class CostModelBenchmark {

    @Param({"eyeriss-v1", "simple-weight-stationary"})
    String chip = "eyeriss-v1";

    @Param({"ALEXNET_CONV1", "ALEXNET_CONV3", "RESNET18_CONV2", "RESNET18_SHORTCUT", "MOBILENET_DEPTHWISE", "MATMUL"})
    LayerShape layer = LayerShape.MATMUL;

    private NestEvaluator evaluator = evaluator(LayerShape.MATMUL.nest(), accelerator(chip));
    private FlatMapping mapping = evaluator.newMapping();

    static Accelerator accelerator(String name) {
        return Templates.named(name).member(Map.of(), Technology.named("cmos-45nm"));
    }

    private static NestEvaluator evaluator(LoopNest nest, Accelerator accelerator) {
        return new NestEvaluator(nest, accelerator, InputCounts.TIMELOOP);
    }

    /** Maps the layer. */
    @Setup
    public void map() {
        Accelerator accelerator = accelerator(chip);
        BoundedMapper.Answer answer = new BoundedMapper(InputCounts.TIMELOOP, MappingGoal.EDP, 50_000)
                .map(layer.nest(), accelerator, () -> false);
        evaluator = evaluator(layer.nest(), accelerator);
        mapping = flat(((BoundedMapper.Found) answer).mapped().mapping(), layer.nest(), evaluator);
    }

    static FlatMapping flat(Mapping mapping, LoopNest nest, NestEvaluator evaluator) {
        FlatMapping flat = evaluator.newMapping();
        List<String> names =
                nest.dimensions().stream().map(LoopNest.Dimension::name).toList();
        for (int level = 0; level < mapping.levels().size(); level++) {
            Mapping.Level part = mapping.levels().get(level);
            int kept = 0;
            for (Role role : part.kept()) {
                kept |= FlatMapping.bit(role);
            }
            flat.keep(level, kept);
            for (List<Mapping.Loop> loops : List.of(part.temporal(), part.spatialY(), part.spatialX())) {
                loops.forEach(loop -> flat.loop(names.indexOf(loop.dimension()), loop.bound()));
                flat.endPart();
            }
        }
        return flat;
    }

    @Benchmark
    public double energyDelay() {
        if (!evaluator.evaluate(mapping)) {
            throw new IllegalStateException("The mapping was legal before.");
        }
        return evaluator.energyDelay();
    }
}
