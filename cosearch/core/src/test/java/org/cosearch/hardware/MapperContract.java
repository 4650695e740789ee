package org.cosearch.hardware;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.random.RandomGenerator;
import org.cosearch.laws.Laws;
import org.cosearch.workload.LoopNest;
import org.junit.jupiter.api.Test;

/** What every {@link Mapper} keeps: a mapping is legal, costs what the cost model says, and is always the same. */
public abstract class MapperContract {

    /** The mapper under test. */
    protected abstract Mapper mapper();

    /** The model that the mapper's costs are from. */
    protected abstract CostModel costModel();

    /** An accelerator to map onto. */
    protected abstract Accelerator accelerator(RandomGenerator random);

    private record Question(LoopNest nest, Accelerator accelerator) {}

    private Question question(RandomGenerator random) {
        return new Question(nest(random), accelerator(random));
    }

    private static LoopNest nest(RandomGenerator random) {
        int kernel = 1 + 2 * random.nextInt(3);
        int stride = 1 + random.nextInt(2);
        return switch (random.nextInt(4)) {
            case 0 ->
                LoopNest.product(
                        1 + random.nextInt(3),
                        1 + random.nextInt(70),
                        1 + random.nextInt(300),
                        1 + random.nextInt(300));
            case 1 ->
                LoopNest.convolution(
                        1,
                        1 + random.nextInt(100),
                        1,
                        1,
                        side(random),
                        side(random),
                        kernel,
                        kernel,
                        stride,
                        stride,
                        1,
                        1);
            default ->
                LoopNest.convolution(
                        1,
                        1,
                        1 + random.nextInt(130),
                        1 + random.nextInt(130),
                        side(random),
                        side(random),
                        kernel,
                        1 + random.nextInt(3),
                        stride,
                        1,
                        1 + random.nextInt(2),
                        1);
        };
    }

    private static int side(RandomGenerator random) {
        return 1 + random.nextInt(57);
    }

    @Test
    void everyMappingIsLegalAndCostsWhatTheModelSays() {
        Laws.forAll(60, this::question, (question, random) -> {
            Mapper.Result result = mapper().map(question.nest(), question.accelerator());
            assertThat(result).isInstanceOf(Mapper.Mapped.class);
            Mapper.Mapped mapped = (Mapper.Mapped) result;
            assertThat(costModel().cost(mapped.nest(), question.accelerator(), mapped.mapping()))
                    .isEqualTo(new CostModel.Costed(mapped.cost()));
        });
    }

    @Test
    void theNestThatIsChargedIsTheOneAskedForOrOneRoundedUp() {
        Laws.forAll(60, this::question, (question, random) -> {
            Mapper.Mapped mapped = (Mapper.Mapped) mapper().map(question.nest(), question.accelerator());
            assertThat(mapped.nest().operands()).isEqualTo(question.nest().operands());
            for (int d = 0; d < question.nest().dimensions().size(); d++) {
                LoopNest.Dimension asked = question.nest().dimensions().get(d);
                LoopNest.Dimension charged = mapped.nest().dimensions().get(d);
                assertThat(charged.name()).isEqualTo(asked.name());
                assertThat(charged.bound()).isBetween(asked.bound(), 2 * asked.bound() - 1);
            }
        });
    }

    @Test
    void equalQuestionsHaveEqualAnswers() {
        Laws.forAll(
                20,
                this::question,
                (question, random) -> assertThat(mapper().map(question.nest(), question.accelerator()))
                        .isEqualTo(mapper().map(question.nest(), question.accelerator())));
    }
}
