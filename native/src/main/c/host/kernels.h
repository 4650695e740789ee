/* The operations of a plan on one input, in plain C for one thread. Arrays do not overlap. */
#ifndef COSEARCH_KERNELS_H
#define COSEARCH_KERNELS_H

#include <stdint.h>

/* The numbers of a convolution, in the order of its line in a plan without FROM. */
struct convolution {
    int32_t groups, c, h, w, k, p, q, r, s, stride_r, stride_s, dilation_r, dilation_s, pad_top, pad_left;
};

/* Row by row: every weight is multiplied with a row of its input plane and added to a row of its output plane. */
void convolve_direct(const struct convolution *at, const float *in, const float *weights, const float *bias, float *out);

/* One filter per channel, by the direct method. */
void convolve_depthwise(const struct convolution *at, const float *in, const float *weights, const float *bias,
                        float *out);

/*
 * As a product of matrices, weights [k, c·r·s] by patches [c·r·s, p·q] (Chellapilla et al. 2006). A pointwise
 * convolution of stride 1 is that product already.
 *
 * patches  room for the largest group's matrix
 */
void convolve_im2col(const struct convolution *at, const float *in, const float *weights, const float *bias,
                     float *patches, float *out);

void dense(int32_t rows, int32_t d, int32_t k, const float *in, const float *weights, const float *bias, float *out);

void affine(int32_t channels, int32_t positions, const float *in, const float *scale, const float *offset, float *out);

/* Padding takes no part in a maximum nor in an average. */
void pool(int average, const struct convolution *at, const float *in, float *out);

void global_pool(int average, int32_t channels, int32_t positions, const float *in, float *out);

/* function as in enum function of plan.h */
void activate(int32_t function, int64_t elements, const float *in, float *out);

void softmax(int32_t rows, int32_t d, const float *in, float *out);

#endif
