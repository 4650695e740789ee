package org.cosearch.workload;

/** The size of the boxes that a loop nest touches, counted from its projections. */
final class NestBoxes {

    private NestBoxes() {}

    /** Elements of the smallest box that holds every touched element of the operand. */
    static long elements(LoopNest nest, LoopNest.Role role) {
        long product = 1;
        for (LoopNest.Axis axis : nest.operand(role).axes()) {
            long last = 0;
            for (LoopNest.Term term : axis.terms()) {
                last += (long) term.coefficient()
                        * (nest.dimensions().get(term.dimension()).bound() - 1);
            }
            product *= last + 1;
        }
        return product;
    }
}
