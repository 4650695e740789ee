package org.cosearch.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cosearch.evaluate.DesignTable.Column;
import org.cosearch.space.Genome;
import org.cosearch.space.Space;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DesignTableTest {

    private static final List<Column> COLUMNS = List.of(
            new Column(Metric.ACCURACY_PERCENT, "accuracy.csv", "validation"),
            new Column(Metric.LATENCY_MS, "latency.csv", "pixel"));

    @TempDir
    private Path folder;

    @BeforeEach
    void writeATable() throws IOException {
        Files.writeString(
                folder.resolve("architectures.csv"), "index,op,kernel\n0,conv,3\n1,conv,11\n2,skip,3\n3,skip,11\n");
        Files.writeString(folder.resolve("accuracy.csv"), "index,validation\n0,90\n1,91.5\n2,60\n3,61\n");
        Files.writeString(folder.resolve("latency.csv"), "index,gpu,pixel\n0,1,5\n1,2,7e0\n2,1,1\n3,1,2\n");
    }

    @Test
    void theSpaceIsOfTheLabelsThatOccur() throws IOException {
        DesignTable table = DesignTable.read(folder, COLUMNS);

        assertThat(table.space())
                .isEqualTo(Space.product(
                        Space.field("op", Space.oneOf("conv", "skip")), Space.field("kernel", Space.oneOf("3", "11"))));
        assertThat(table.complete()).isTrue();
        assertThat(table.size()).isEqualTo(4);
    }

    @Test
    void eachDesignHasTheFiguresOfItsRow() throws IOException, InterruptedException {
        DesignTable table = DesignTable.read(folder, COLUMNS);
        List<Genome> genomes = table.space().enumerate().toList();
        List<Outcome> outcomes = table.evaluator().evaluate(genomes);

        assertThat(outcomes.get(1))
                .isEqualTo(new Outcome.Scored(Scores.of(
                        Figure.of(Metric.ACCURACY_PERCENT, 91.5, Origin.TABULATED),
                        Figure.of(Metric.LATENCY_MS, 7, Origin.TABULATED))));
        assertThat(table.trials())
                .hasSize(4)
                .allSatisfy(trial -> assertThat(table.evaluator().evaluate(List.of(trial.genome())))
                        .containsExactly(trial.outcome()));
    }

    @Test
    void aDesignWithoutARowFails() throws IOException, InterruptedException {
        Files.writeString(folder.resolve("architectures.csv"), "index,op,kernel\n0,conv,3\n1,conv,11\n2,skip,3\n");
        Files.writeString(folder.resolve("accuracy.csv"), "index,validation\n0,90\n1,91.5\n2,60\n");
        DesignTable table = DesignTable.read(folder, COLUMNS.subList(0, 1));

        assertThat(table.complete()).isFalse();
        assertThat(table.evaluator(cells -> List.of("skip", "11")).evaluate(List.of("any")))
                .containsExactly(new Outcome.Failed("The table has no row [skip, 11]."));
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() throws IOException {
        refused("latency.csv", "index,pixel\n0,5\n1,x\n2,1\n3,2\n", "line 3: pixel (x) is not a finite number");
        refused("latency.csv", "index,pixel\n0,5\n1,NaN\n2,1\n3,2\n", "line 3: pixel (NaN)");
        refused("latency.csv", "index,pixel\n0,5\n2,1\n3,2\n4,4\n", "line 3: the index (2) is not (1).");
        refused("latency.csv", "index,pixel\n0,5\n", "(1) rows, but there are (4) designs");
        refused("latency.csv", "index,pixel\n0,5\n1\n2,1\n3,2\n", "line 3: there are (1) cells under (2)");
        refused("latency.csv", "index,pixel\n0,5\n1,\n2,1\n3,2\n", "line 3: the cell of pixel () is empty");
        refused("latency.csv", "index,gpu\n0,5\n1,1\n2,1\n3,2\n", "no column (pixel).\nMaybe one of [gpu].");
        refused("latency.csv", "pixel\n5\n", "do not begin with index");
        refused("latency.csv", "", "is empty");
        writeATable();
        refused(
                "architectures.csv",
                "index,op\n0,conv\n1,conv\n2,skip\n3,add\n",
                "line 3: an earlier row has the same");
    }

    private void refused(String file, String text, String message) throws IOException {
        Files.writeString(folder.resolve(file), text);
        assertThatThrownBy(() -> DesignTable.read(folder, COLUMNS))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(message);
    }
}
