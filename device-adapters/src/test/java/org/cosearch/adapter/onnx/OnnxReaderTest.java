package org.cosearch.adapter.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import onnx.OnnxMl.AttributeProto;
import onnx.OnnxMl.GraphProto;
import onnx.OnnxMl.ModelProto;
import onnx.OnnxMl.NodeProto;
import onnx.OnnxMl.OperatorSetIdProto;
import onnx.OnnxMl.StringStringEntryProto;
import onnx.OnnxMl.TensorProto;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.family.NetworkFamily;
import org.cosearch.laws.Laws;
import org.cosearch.random.Purpose;
import org.cosearch.random.RandomStreams;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class OnnxReaderTest {

    private static final RandomWeights WEIGHTS = new RandomWeights(3);

    private static ImportedModel again(Network network) {
        return OnnxReader.read(OnnxEncoder.encode(network, WEIGHTS, 1).bytes(), network.name());
    }

    @ParameterizedTest
    @EnumSource(
            value = KnownNetwork.class,
            names = {"MOBILENET_V2", "RESNET18", "RESNET50"})
    void aPublishedNetworkIsReadBackWithItsCounts(KnownNetwork known) {
        Network network = known.network(Shape.of(3, 64, 64), 10);
        Network read = again(network).network();
        assertThat(read.macs()).isEqualTo(network.macs());
        assertThat(read.parameters()).isEqualTo(network.parameters());
        assertThat(read.output().output()).isEqualTo(network.output().output());
    }

    static List<NetworkFamily> families() {
        return NetworkFamily.standard();
    }

    @ParameterizedTest
    @MethodSource("families")
    void everyNetworkOfAFamilyIsReadBackWithItsCountsAndWeights(NetworkFamily family) {
        var random = new RandomStreams(4).stream(Purpose.SAMPLING);
        for (int i = 0; i < 5; i++) {
            Network network = family.decode(family.space().sampleDecisions(random), Shape.of(3, 16, 16), 10);
            ImportedModel read = again(network);
            assertThat(read.network().macs()).isEqualTo(network.macs());
            assertThat(read.network().parameters()).isEqualTo(network.parameters());
            // written and read once more nothing changes, weights included
            byte[] once = OnnxEncoder.encode(read.network(), read.weights(), 1).bytes();
            ImportedModel twice = OnnxReader.read(once, network.name());
            assertThat(twice.network()).isEqualTo(read.network());
            assertThat(OnnxEncoder.encode(twice.network(), twice.weights(), 1).bytes())
                    .isEqualTo(once);
        }
    }

    @Test
    void everyActivationThatIsOneOperatorIsReadBack() {
        for (Activation.Function function : Activation.Function.values()) {
            Network network = Network.builder("one", Shape.of(2, 4, 4))
                    .conv(2, 3)
                    .activation(function)
                    .build();
            if (function == Activation.Function.GELU) {
                assertThatThrownBy(() -> again(network))
                        .isInstanceOf(OnnxImportException.class)
                        .hasMessageContaining("Erf");
            } else if (function != Activation.Function.SWISH) { // a product with a sigmoid
                assertThat(again(network).network().output().layer()).isEqualTo(new Activation(function));
            }
        }
    }

    @Test
    void whatIsNotUnderstoodIsNamedAllAtOnce() {
        assertThatThrownBy(() -> read(model -> model.getGraphBuilder()
                        .addNode(node("Einsum", "mix", "relu"))
                        .addNode(node("Loop", "again", "mix"))
                        .addNode(node("FancyOp", "fancy", "mix").setDomain("com.acme"))))
                .isInstanceOf(OnnxImportException.class)
                .hasMessageContaining(
                        "Model small has 3 operators that are not understood: mix (Einsum), again (Loop), fancy (com.acme.FancyOp).")
                .hasMessageContaining("\nMaybe export it");
    }

    @Test
    void anAttributeThatMeansSomethingElseIsRefusedWithTheOperator() {
        assertThatThrownBy(() -> read(model -> model.getGraphBuilder()
                        .addNode(node("AveragePool", "pool", "relu")
                                .addAttribute(Graph.list("kernel_shape", 2, 2))
                                .addAttribute(Graph.list("pads", 1, 1, 1, 1))
                                .addAttribute(Graph.attribute("count_include_pad", 1)))))
                .hasMessageContaining("Operator pool (AveragePool) of model small averages over its padding.");
        assertThatThrownBy(() -> read(model -> model.getGraphBuilder()
                        .addNode(node("Relu", "late", "later"))
                        .addNode(node("Relu", "later", "late"))))
                .hasMessageContaining("Tensor later of model small is read before an operator writes it.");
    }

    private static NodeProto.Builder node(String type, String output, String... inputs) {
        return NodeProto.newBuilder()
                .setName(output)
                .setOpType(type)
                .addOutput(output)
                .addAllInput(List.of(inputs));
    }

    /** A convolution and a relu, changed. */
    private static ImportedModel read(Consumer<ModelProto.Builder> change) {
        Graph graph = new Graph("small", 1);
        graph.input("x", List.of(1, 1, 4, 4));
        graph.operator(
                "Conv", "conv", List.of("x", graph.floats(new float[9], 1, 1, 3, 3)), Graph.list("pads", 1, 1, 1, 1));
        graph.operator("Relu", "relu", List.of("conv"));
        graph.output("relu", List.of(1, 1, 4, 4));
        ModelProto.Builder model = ModelProto.newBuilder()
                .setIrVersion(8)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(17))
                .setGraph(graph.build());
        change.accept(model);
        return OnnxReader.read(model.build().toByteArray(), "small");
    }

    @Test
    void theModelThatIsChangedIsSound() {
        assertThat(read(model -> {}).network().macs()).isEqualTo(144);
    }

    static Stream<Consumer<ModelProto.Builder>> hostile() {
        return Stream.of(
                ModelProto.Builder::clearGraph,
                ModelProto.Builder::clearOpsetImport,
                model -> tensor(model)
                        .addExternalData(StringStringEntryProto.newBuilder()
                                .setKey("location")
                                .setValue("../../etc/passwd")),
                model -> tensor(model).setDims(0, Long.MAX_VALUE),
                model -> tensor(model).setDims(0, -1),
                model -> tensor(model).setDims(0, 1 << 30).setDims(1, 1 << 30),
                model -> tensor(model).setRawData(ByteString.copyFrom(new byte[3])),
                model -> tensor(model).setDataType(TensorProto.DataType.STRING_VALUE),
                model -> tensor(model).setDataType(77),
                model -> input(model)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(2)
                        .setDimValue(Long.MAX_VALUE),
                model -> input(model)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder()
                        .getDimBuilder(2)
                        .setDimParam("height"),
                model -> input(model).clearType(),
                model -> model.getGraphBuilder().getNodeBuilder(0).clearInput(),
                model -> model.getGraphBuilder().getNodeBuilder(0).clearOutput(),
                model -> model.getGraphBuilder()
                        .getNodeBuilder(0)
                        .addAttribute(Graph.list("strides", 0, Long.MAX_VALUE)),
                model -> model.getGraphBuilder().getNodeBuilder(0).addAttribute(Graph.attribute("group", -5)),
                model -> model.getGraphBuilder().clearOutput(),
                model -> model.getGraphBuilder().getOutputBuilder(0).setName("nobody"),
                model -> model.getGraphBuilder().getNodeBuilder(1).setInput(0, "relu"),
                model -> model.getGraphBuilder().addNode(node("Reshape", "r", "relu", "conv")),
                model -> model.getGraphBuilder().addNode(node("Constant", "c")),
                model -> model.getGraphBuilder()
                        .addNode(node("If", "branch", "relu")
                                .addAttribute(AttributeProto.newBuilder()
                                        .setName("then_branch")
                                        .setG(GraphProto.getDefaultInstance()))));
    }

    private static TensorProto.Builder tensor(ModelProto.Builder model) {
        return model.getGraphBuilder().getInitializerBuilder(0);
    }

    private static onnx.OnnxMl.ValueInfoProto.Builder input(ModelProto.Builder model) {
        return model.getGraphBuilder().getInputBuilder(0);
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void aHostileModelIsRefusedAndNothingElseHappens(Consumer<ModelProto.Builder> change) {
        assertThatThrownBy(() -> read(change))
                .isInstanceOf(OnnxImportException.class)
                .hasMessageContaining("small");
    }

    /** Whatever the bytes, the answer is a model or a refusal. */
    @Test
    void changedBytesAreReadOrRefused() {
        byte[] sound = OnnxEncoder.encode(
                        Network.builder("n", Shape.of(1, 4, 4))
                                .conv(2, 3)
                                .batchNorm()
                                .relu()
                                .build(),
                        WEIGHTS,
                        1)
                .bytes();
        Laws.forAll(
                300,
                random -> {
                    byte[] changed = sound.clone();
                    for (int i = 0; i < 3; i++) {
                        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
                    }
                    return changed;
                },
                (changed, random) -> {
                    try {
                        assertThat(OnnxReader.read(changed, "n").network().nodes())
                                .isNotEmpty();
                    } catch (OnnxImportException refused) {
                        assertThat(refused).hasMessageContaining(" n");
                    }
                });
    }
}
