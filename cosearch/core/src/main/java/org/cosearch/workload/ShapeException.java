package org.cosearch.workload;

/** The refusal of input shapes by a layer; the message names the layer, what it takes and what it was given. */
public final class ShapeException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String problem;

    /**
     * @param layer the layer that refuses
     * @param predicate what is wrong, with both shapes, as the rest of a sentence that starts with the layer's name
     * @param advice a way out, as the rest of a sentence that starts with "Maybe"
     */
    ShapeException(Layer layer, String predicate, String advice) {
        this("A " + layer.kind() + " layer", layer.kind(), predicate + ".\nMaybe " + advice + ".");
    }

    private ShapeException(String subject, String kind, String problem) {
        super(subject + " " + problem);
        this.kind = kind;
        this.problem = problem;
    }

    /** The same refusal with the name of the node that holds the layer. */
    ShapeException at(String node) {
        ShapeException named = new ShapeException("Layer %s (%s)".formatted(node, kind), kind, problem);
        named.initCause(this);
        return named;
    }
}
