package org.cosearch.workload.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.cosearch.workload.Activation;
import org.cosearch.workload.Attention;
import org.cosearch.workload.ClassToken;
import org.cosearch.workload.Conv2d;
import org.cosearch.workload.Dropout;
import org.cosearch.workload.GlobalPool;
import org.cosearch.workload.Layer;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.MatMul;
import org.cosearch.workload.Multiply;
import org.cosearch.workload.Network;
import org.cosearch.workload.Node;
import org.cosearch.workload.Padding;
import org.cosearch.workload.Pool;
import org.cosearch.workload.PositionEmbedding;
import org.cosearch.workload.Reshape;
import org.cosearch.workload.SelectToken;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Size;
import org.cosearch.workload.Softmax;
import org.cosearch.workload.ToTokens;
import org.cosearch.workload.TransposedConv2d;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Zero;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkJsonTest {

    /** One layer of every kind. */
    private static Network everyLayer() {
        return Network.builder("every \"layer\"", Shape.of(3, 8, 8))
                .layer(new Conv2d(
                        6, new Size(3, 5), new Size(1, 1), new Size(1, 2), new Padding.Explicit(1, 1, 4, 4), 3, true))
                .batchNorm()
                .relu()
                .as("a")
                .layer(new Zero())
                .add("a")
                .concat("a")
                .layer(new Pool(Pool.Kind.AVERAGE, Size.square(2), Size.square(2), Padding.SAME))
                .layer(new Upsample(2))
                .layer(TransposedConv2d.doubling(4))
                .as("map")
                .globalAveragePool()
                .as("gate")
                .from("map")
                .join(new Multiply(), "gate")
                .layer(new ToTokens())
                .layer(new ClassToken())
                .layer(new PositionEmbedding())
                .layer(new LayerNorm(1e-6))
                .layer(new Attention(2, 2, false))
                .as("tokens")
                .join(new MatMul(true), "tokens")
                .layer(new Dropout(0.1))
                .layer(new SelectToken(0))
                .layer(new Reshape(Shape.of(257, 1, 1)))
                .flatten()
                .dense(10)
                .layer(new Softmax())
                .build();
    }

    @Test
    void everyLayerIsReadAsItWasWritten() {
        Network network = everyLayer();
        Set<Class<?>> kinds = new HashSet<>();
        network.nodes().forEach(node -> kinds.add(node.layer().getClass()));

        assertThat(kinds).containsExactlyInAnyOrder(Layer.class.getPermittedSubclasses());
        assertThat(NetworkJson.read(NetworkJson.write(network), "test")).isEqualTo(network);
    }

    @ParameterizedTest
    @EnumSource
    void everyActivationIsReadAsItWasWritten(Activation.Function function) {
        Network network = Network.builder("a", Shape.of(4)).activation(function).build();

        assertThat(NetworkJson.read(NetworkJson.write(network), "test")).isEqualTo(network);
    }

    @Test
    void theTextIsTheOneInTheDocumentation() {
        Network network = Network.builder("small", Shape.of(1, 28, 28))
                .conv(8, 3, 2)
                .layer(new GlobalPool(Pool.Kind.MAX))
                .build();

        assertThat(NetworkJson.write(network))
                .isEqualTo("{'name':'small','nodes':["
                        .concat("{'name':'input1','layer':{'type':'input','shape':[1,28,28]},'inputs':[]},")
                        .concat("{'name':'conv1','layer':{'type':'conv2d','out_channels':8,'kernel':[3,3],")
                        .concat("'stride':[2,2],'dilation':[1,1],'padding':'same','groups':1,'bias':false},")
                        .concat("'inputs':['input1']},")
                        .concat("{'name':'global_max_pool1','layer':{'type':'global_pool','pooling':'max'},")
                        .concat("'inputs':['conv1']}]}")
                        .replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "kernel":[3,3]          | "kernel":[3]               | is not [rows, columns]
            "kernel":[3,3]          | "kernel":[3.5,3]           | nodes[1].layer.kernel
            "kernel":[3,3]          | "kernel":[0,3]             | The size (0x3) has an extent below 1.
            "kernel":[3,3]          | "kernal":[3,3]             | nodes[1].layer.kernel: The key is missing
            "kernel":[3,3]          | "kernel":[3,3],"k":3       | nodes[1].layer.k: The key is unknown
            "kernel":[3,3],         | ``                         | nodes[1].layer.kernel: The key is missing
            "groups":1              | "groups":"1"               | groups
            "groups":1              | "groups":null              | groups
            "groups":1              | "groups":1,"groups":1      | Duplicate field 'groups'
            "groups":1              | "groups":3                 | a multiple of its (3) groups
            "groups":1              | "groups":99999999999       | groups
            "bias":false            | "bias":0                   | bias
            "padding":"same"        | "padding":"valid"          | is not "same" or [top, bottom, left, right]
            "padding":"same"        | "padding":[1,1,1]          | is not "same" or [top, bottom, left, right]
            "padding":"same"        | "padding":[0,0,0,-1]       | is negative
            "type":"conv2d"         | "type":"conv3d"            | conv3d
            "type":"conv2d"         | "type":"java.lang.Object"  | java.lang.Object
            "inputs":["input1"]     | "inputs":["conv1"]         | reads node (conv1), which is not an earlier one
            "inputs":["input1"]     | "inputs":[]                | Node conv1
            "inputs":["input1"]     | "inputs":null              | inputs
            "name":"global_max_pool1"|"name":"conv1"             | two nodes named conv1
            "name":"conv1"          | "name":7                   | nodes[1].name
            "pooling":"max"         | "pooling":"median"         | (median) is none of [max, average]
            "shape":[1,28,28]       | "shape":[1,0,28]           | has an extent below 1
            "name":"small"          | "name":NaN                 | NaN
            ]}]}                    | ]}]}{}                     | Trailing token
            ]}]}                    | ]}]                        | Unexpected end-of-input
            """)
    void anythingElseIsRefusedWithItsPlace(String good, String bad, String reason) {
        String json = NetworkJson.write(Network.builder("small", Shape.of(1, 28, 28))
                .conv(8, 3, 2)
                .layer(new GlobalPool(Pool.Kind.MAX))
                .build());
        assertThat(json).contains(good);

        assertThatThrownBy(() -> NetworkJson.read(json.replace(good, bad == null ? "" : bad), "small.json"))
                .isInstanceOf(NetworkJsonException.class)
                .hasMessageStartingWith("small.json")
                .hasMessageContaining(reason);
    }

    @Test
    void deepNestingIsRefused() {
        assertThatThrownBy(() -> NetworkJson.read("[".repeat(100_000), "deep"))
                .isInstanceOf(NetworkJsonException.class);
    }

    @Test
    void theFingerprintIsOfTheStructureAndNotOfTheNames() {
        Network network = everyLayer();
        List<Node> renamed = network.nodes().stream()
                .map(node ->
                        new Node("x." + node.name(), node.layer(), node.inputs(), node.inputShapes(), node.output()))
                .toList();

        String fingerprint = NetworkJson.fingerprint(network);
        assertThat(fingerprint).matches("[0-9a-f]{64}");
        assertThat(NetworkJson.fingerprint(new Network("other", renamed))).isEqualTo(fingerprint);
        assertThat(NetworkJson.fingerprint(
                        Network.builder("a", Shape.of(4)).dense(3).build()))
                .isNotEqualTo(NetworkJson.fingerprint(
                        Network.builder("a", Shape.of(4)).dense(4).build()));
    }
}
