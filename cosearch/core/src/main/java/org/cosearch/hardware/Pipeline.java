package org.cosearch.hardware;

import org.cosearch.workload.LoopNest.Role;

/** How an array of multiply-accumulate units spends its cycles. */
public sealed interface Pipeline {

    /** Every iteration of the temporal loops is a cycle; nothing has to fill or drain. */
    Pipeline STEPWISE = new Stepwise();

    /** Every iteration of the temporal loops is a cycle. */
    record Stepwise() implements Pipeline {}

    /**
     * A systolic array: operands enter at its edges and move on by one element a cycle, so that every fold of the nest
     * fills the array and drains it.
     *
     * @param resting the tensor whose words stay in the elements during a fold
     */
    record Systolic(Role resting) implements Pipeline {}
}
