/*
 * A network as a list of operations, in the format "cosearch-plan": lines of text, then the weights.
 *
 *   cosearch-plan 1
 *   OPERATION NUMBER NUMBER …        one line per node, in topological order; the last one is the output
 *   weights COUNT
 *   COUNT floats, little-endian, IEEE 754 binary32, directly after the line break
 *
 * A node is referred to by its index, a weight tensor by the index of its first float, -1 for none. Feature maps are
 * channels × rows × columns, columns innermost. The operations and their numbers:
 *
 *   input ELEMENTS
 *   conv FROM GROUPS C H W K P Q R S STRIDE_R STRIDE_S DILATION_R DILATION_S PAD_TOP PAD_LEFT WEIGHTS BIAS
 *        weights [K, C/GROUPS, R, S], bias [K]
 *   dense FROM ROWS D K WEIGHTS BIAS               weights [K, D], bias [K]
 *   affine FROM C POSITIONS SCALE OFFSET           x·scale[c] + offset[c]
 *   pool FROM KIND C H W P Q R S STRIDE_R STRIDE_S PAD_TOP PAD_LEFT     kind 0 maximum, 1 average over what is inside
 *   global_pool FROM KIND C POSITIONS
 *   activation FROM FUNCTION ELEMENTS              see enum function
 *   add ELEMENTS COUNT FROM …
 *   concat COUNT FROM ELEMENTS FROM ELEMENTS …
 *   multiply FROM FROM C POSITIONS PER_CHANNEL     1 if the second has one element per channel
 *   softmax FROM ROWS D
 *   copy FROM ELEMENTS
 *   zero ELEMENTS
 */
#ifndef COSEARCH_PLAN_H
#define COSEARCH_PLAN_H

#include <stdint.h>

#define PLAN_NUMBERS 34 /* the most that one line holds */

enum operation {
    INPUT, CONV, DENSE, AFFINE, POOL, GLOBAL_POOL, ACTIVATION, ADD, CONCAT, MULTIPLY, SOFTMAX, COPY, ZERO, OPERATIONS
};

enum function { RELU, RELU6, HARD_SWISH, HARD_SIGMOID, SWISH, SIGMOID, TANH, GELU, FUNCTIONS };

struct node {
    enum operation operation;
    int32_t numbers[PLAN_NUMBERS];
    int64_t elements; /* of its output */
};

struct plan {
    struct node *nodes;
    int32_t count;
    float *weights;
    int64_t weight_count;
    int64_t input_elements;
    int64_t scratch_elements; /* the largest matrix of patches of a convolution */
};

/* Reads and checks a plan: every index and every length is in range afterwards. Null, or what is wrong with it. */
const char *plan_read(struct plan *plan, const uint8_t *bytes, uint64_t length);

void plan_free(struct plan *plan);

#endif
