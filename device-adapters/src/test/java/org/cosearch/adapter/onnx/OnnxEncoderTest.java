package org.cosearch.adapter.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.google.protobuf.InvalidProtocolBufferException;
import java.nio.FloatBuffer;
import java.util.Map;
import onnx.OnnxMl.ModelProto;
import org.assertj.core.data.Offset;
import org.cosearch.adapter.engine.Model;
import org.cosearch.adapter.model.RandomWeights;
import org.cosearch.workload.Attention;
import org.cosearch.workload.LayerNorm;
import org.cosearch.workload.Network;
import org.cosearch.workload.Shape;
import org.cosearch.workload.Upsample;
import org.cosearch.workload.Weights;
import org.cosearch.workload.zoo.KnownNetwork;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxEncoderTest {

    private static final Weights WEIGHTS = new RandomWeights(1);

    private static float[] run(Network network, Weights weights, int batch, float... input) throws OrtException {
        Model model = OnnxEncoder.encode(network, weights, batch);
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        long[] shape = new long[network.inputs().get(0).output().rank() + 1];
        shape[0] = batch;
        for (int i = 1; i < shape.length; i++) {
            shape[i] = network.inputs().get(0).output().dimension(i - 1);
        }
        try (OrtSession session = environment.createSession(model.bytes());
                OnnxTensor tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(input), shape);
                OrtSession.Result result =
                        session.run(Map.of(session.getInputNames().iterator().next(), tensor))) {
            FloatBuffer values = ((OnnxTensor) result.get(0)).getFloatBuffer();
            float[] output = new float[values.remaining()];
            values.get(output);
            return output;
        }
    }

    /** Every kind of layer is in one of the known networks; loading a model checks its types and shapes. */
    @ParameterizedTest
    @EnumSource(KnownNetwork.class)
    void everyKnownNetworkIsAModelThatTheRuntimeTakes(KnownNetwork known) throws OrtException {
        Network network = known.network();
        if (network.parameters() > 12_000_000) {
            return; // the same layers as a smaller one, and half a gigabyte
        }
        Model model = OnnxEncoder.encode(network, WEIGHTS, 1);
        try (OrtSession session = OrtEnvironment.getEnvironment().createSession(model.bytes())) {
            assertThat(session.getOutputInfo())
                    .containsOnlyKeys(network.output().name());
        }
    }

    @Test
    void equalNetworksAndSeedsGiveEqualBytes() throws InvalidProtocolBufferException {
        Network network = KnownNetwork.UNET_SMALL.network();
        byte[] bytes = OnnxEncoder.encode(network, WEIGHTS, 1).bytes();
        assertThat(bytes)
                .isEqualTo(OnnxEncoder.encode(network, new RandomWeights(1), 1).bytes());
        assertThat(bytes)
                .isNotEqualTo(
                        OnnxEncoder.encode(network, new RandomWeights(2), 1).bytes());
        ModelProto model = ModelProto.parseFrom(bytes);
        assertThat(model.getOpsetImport(0).getVersion()).isEqualTo(17);
    }

    @Test
    void upsamplingRepeatsEveryPosition() throws OrtException {
        Network network =
                Network.builder("up", Shape.of(1, 1, 2)).layer(new Upsample(2)).build();
        assertThat(run(network, WEIGHTS, 1, 1, 2)).containsExactly(1, 1, 2, 2, 1, 1, 2, 2);
    }

    @Test
    void aLayerNormalizationIsOverTheChannelsOfEachPosition() throws OrtException {
        Network network = Network.builder("norm", Shape.of(2, 1, 2))
                .layer(new LayerNorm(1e-9))
                .build();
        Weights plain =
                (index, node, part, shape) -> part == Weights.Part.SCALE ? new float[] {1, 1} : new float[] {0, 0};
        // the channels of the first position are 1 and 3, of the second 7 and 2
        assertThat(run(network, plain, 1, 1, 7, 3, 2))
                .containsExactly(new float[] {-1, 1, 1, -1}, Offset.offset(1e-5f));
    }

    /** One head on two tokens, computed by hand. */
    @Test
    void attentionFollowsItsFormula() throws OrtException {
        Network network = Network.builder("attention", Shape.of(2, 1))
                .layer(new Attention(1, 1, false))
                .build();
        Weights weights = (index, node, part, shape) ->
                part == Weights.Part.PROJECTION ? new float[] {1, 2, 10} : new float[] {0.5f};
        // tokens 1 and -1: queries 1, -1; keys 2, -2; values 10, -10; scores ±2
        float share = (float) (1 / (1 + Math.exp(-4)));
        float mixed = 0.5f * (10 * share - 10 * (1 - share));
        assertThat(run(network, weights, 1, 1, -1)).containsExactly(new float[] {mixed, -mixed}, Offset.offset(1e-5f));
    }

    @Test
    void theBatchIsTheOutermostAxis() throws OrtException {

        Network network = Network.builder("dense", Shape.of(3)).dense(2).build();
        float[] one = run(network, WEIGHTS, 1, 4, 5, 6);
        float[] three = run(network, WEIGHTS, 3, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(three).hasSize(6);
        assertThat(new float[] {three[2], three[3]}).containsExactly(one, Offset.offset(1e-6f));
    }
}
