package org.cosearch.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.cosearch.training.Score;
import org.cosearch.training.TinyData;
import org.cosearch.training.TrainingResult;
import org.cosearch.training.data.DatasetReference;
import org.cosearch.training.data.KnownDataset;
import org.cosearch.training.recipe.Augmentation;
import org.cosearch.training.recipe.Optimizer;
import org.cosearch.training.recipe.Recipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageStreamTest {

    static Stream<Message> messages() {
        DatasetReference files = new DatasetReference(
                KnownDataset.FASHION_MNIST, Optional.of(Path.of("/data")), OptionalInt.of(100), OptionalInt.empty());
        Recipe adam = Recipe.quick()
                .withOptimizer(new Optimizer.AdamW(0.9, 0.95), 1e-3)
                .withAugmentation(new Augmentation(true, 2));
        return Stream.of(
                new Message.Train(
                        3,
                        MessageStream.tree(TinyData.network(4)),
                        Message.Data.of(DatasetReference.sample()),
                        Recipe.quick(),
                        Long.MIN_VALUE,
                        List.of()),
                new Message.Train(
                        0,
                        MessageStream.tree(TinyData.network(8)),
                        Message.Data.of(files),
                        adam,
                        Long.MAX_VALUE,
                        List.of("/saved")),
                new Message.Ready("2.18.0"),
                new Message.Trained(
                        7,
                        new TrainingResult(
                                new Score.Classification(100.0 / 3, 3), List.of(2.302585, 0.1 + 0.2), "ab", 0.1, 1e6),
                        List.of(90.0)),
                new Message.Trained(
                        8,
                        new TrainingResult(new Score.Segmentation(60.5, 0.1 + 0.2, 1.25, 9), List.of(), "", 1, 1),
                        List.of()),
                new Message.Failed(8, "two\nlines \"quoted\" – and more"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void whatIsSentIsReceivedBitForBit(Message message) throws IOException {
        ByteArrayOutputStream pipe = new ByteArrayOutputStream();
        MessageStream sender = new MessageStream(InputStream.nullInputStream(), pipe);
        sender.send(message);
        sender.send(message);
        MessageStream receiver = received(pipe.toByteArray());

        assertThat(receiver.receive()).contains(message);
        assertThat(receiver.receive()).contains(message);
        assertThat(receiver.receive()).isEmpty();
        assertThat(pipe.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void aDataReferenceSurvivesTheJourney() {
        DatasetReference files = new DatasetReference(
                KnownDataset.FASHION_MNIST, Optional.of(Path.of("/data")), OptionalInt.empty(), OptionalInt.of(5));

        assertThat(Message.Data.of(files).reference()).isEqualTo(files);
        assertThat(Message.Data.of(DatasetReference.sample()).reference()).isEqualTo(DatasetReference.sample());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\n",
                "null\n",
                "[]\n",
                "{}\n",
                "{\"type\":\"ready\"}\n",
                "{\"type\":\"ready\",\"tensorflow\":null}\n",
                "{\"type\":\"ready\",\"tensorflow\":\"2\",\"tensorflow\":\"2\"}\n",
                "{\"type\":\"ready\",\"tensorflow\":\"2\",\"more\":1}\n",
                "{\"type\":\"ready\",\"tensorflow\":\"2\"} {}\n",
                "{\"type\":\"failed\",\"id\":\"1\",\"reason\":\"\"}\n",
                "{\"type\":\"failed\",\"id\":1.5,\"reason\":\"\"}\n",
                "{\"type\":\"java.lang.Runtime\"}\n",
                "{\"type\":\"ready\",\"tensorflow\":\"2\"}"
            })
    void anythingElseIsMalformed(String line) {
        assertThatThrownBy(() -> received(line.getBytes(StandardCharsets.UTF_8)).receive())
                .isInstanceOf(MessageStream.MalformedException.class)
                .hasMessageContaining("is not a message");
    }

    @Test
    void aLineWithoutAnEndIsGivenUp() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return '[';
            }
        };

        assertThatThrownBy(() -> new MessageStream(endless, OutputStream.nullOutputStream()).receive())
                .isInstanceOf(MessageStream.MalformedException.class)
                .hasMessageContaining("the line is longer than 8388608 bytes");
    }

    private static MessageStream received(byte[] bytes) {
        return new MessageStream(new ByteArrayInputStream(bytes), OutputStream.nullOutputStream());
    }
}
