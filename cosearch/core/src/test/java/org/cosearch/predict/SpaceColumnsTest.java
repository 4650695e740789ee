package org.cosearch.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.cosearch.laws.Laws;
import org.cosearch.predict.DecisionColumn.Condition;
import org.cosearch.space.Space;
import org.junit.jupiter.api.Test;

class SpaceColumnsTest {

    private static final Space SPACE = Space.product(
            Space.field("stem", Space.integers(8, 16, 4)),
            Space.field(
                    "body",
                    Space.oneOf(
                            Space.option(
                                    "deep",
                                    Space.repeat(1, 3, Space.product(Space.field("kernel", Space.powersOfTwo(1, 4))))),
                            Space.option("flat", Space.unit()))));

    private static final DecisionSpace COLUMNS = SpaceColumns.of("made-up", SPACE);

    @Test
    void everyDecisionIsAColumnWithItsOptionsAndCondition() {
        assertThat(COLUMNS.columns().stream().map(DecisionColumn::name))
                .containsExactly(
                        "stem",
                        "body",
                        "body.deep",
                        "body.deep[0].kernel",
                        "body.deep[1].kernel",
                        "body.deep[2].kernel");
        assertThat(column("stem").options()).containsExactly("8", "12", "16");
        assertThat(column("body").options()).containsExactly("deep", "flat");
        assertThat(column("body.deep").options()).containsExactly("1", "2", "3");
        assertThat(column("body.deep").activeWhen()).contains(new Condition("body", Set.of("deep")));
        assertThat(column("body.deep[0].kernel").options()).containsExactly("1", "2", "4");
        assertThat(column("body.deep[0].kernel").activeWhen()).contains(new Condition("body", Set.of("deep")));
        assertThat(column("body.deep[2].kernel").activeWhen()).contains(new Condition("body.deep", Set.of("3")));
    }

    private static DecisionColumn column(String name) {
        return COLUMNS.columns().get(COLUMNS.indexOf(name));
    }

    @Test
    void differentGenomesAreDifferentRowsOfTheActiveDecisions() {
        Laws.forAll(50, SPACE::sampleDesign, (genome, random) -> {
            Architecture row = SpaceColumns.architecture(COLUMNS, genome);
            for (int i = 0; i < COLUMNS.columns().size(); i++) {
                Object decided = genome.decisions().get(COLUMNS.columns().get(i).name());
                assertThat(row.label(i)).isEqualTo(decided == null ? "-" : decided.toString());
            }
        });
        assertThat(SPACE.enumerate()
                        .map(genome -> SpaceColumns.architecture(COLUMNS, genome))
                        .distinct())
                .hasSize(SPACE.size().count().intValueExact());
    }

    @Test
    void aSpaceOfFewerOptionsIsSpokenForAndOthersAreRefused() {
        SpaceColumns.require(COLUMNS, SPACE);
        DecisionSpace flat = SpaceColumns.of("flat", Space.product(Space.field("a", Space.oneOf("x", "y"))));
        SpaceColumns.require(flat, Space.product(Space.field("a", Space.oneOf("y"))));

        assertThatThrownBy(() -> SpaceColumns.require(flat, Space.product(Space.field("a", Space.oneOf("x", "z")))))
                .hasMessage("Decision (a) can be [z], which column (a) of (flat) has not; it has [x, y].");
        assertThatThrownBy(() -> SpaceColumns.require(
                        flat, Space.product(Space.field("a", Space.oneOf("x")), Space.field("b", Space.oneOf("x")))))
                .hasMessage("Decision (b) is not a column of (flat).\nMaybe one of [a].");
        assertThatThrownBy(() ->
                        SpaceColumns.require(COLUMNS, Space.product(Space.field("stem", Space.integers(8, 8)))))
                .hasMessage("Column (body) of (made-up) is not decided by the space."
                        + "\nMaybe the predictor is for another space.");
    }

    @Test
    void aConditionThatThePredictorDoesNotKnowIsRefused() {
        List<DecisionColumn> unconditional = COLUMNS.columns().stream()
                .map(column -> DecisionColumn.of(column.name(), column.options()))
                .toList();
        assertThatThrownBy(() -> SpaceColumns.require(new DecisionSpace("made-up", unconditional), SPACE))
                .hasMessage("Decision (body.deep) is conditional, and column (body.deep) of (made-up) is not."
                        + "\nMaybe declare it under conditional_columns of the data set's splits.");
    }

    @Test
    void aRealNumberHasNoColumn() {
        Space real = Space.product(Space.field("rate", Space.reals(0, 1)));
        assertThatThrownBy(() -> SpaceColumns.of("rates", real))
                .hasMessage("Decision (rate) is not one of a few options, so a table has no column for it."
                        + "\nMaybe give it as a choice of numbers.");
    }
}
