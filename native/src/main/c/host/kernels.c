#include "kernels.h"

#include <math.h>
#include <string.h>

#include "plan.h"

/* Compiled for several instruction sets, of which the best that the machine has is taken when the library is loaded. */
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__)
#define VECTORISED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define VECTORISED
#endif

static int32_t max_of(int32_t a, int32_t b) { return a > b ? a : b; }
static int32_t min_of(int32_t a, int32_t b) { return a < b ? a : b; }

/* The outputs whose tap at `offset` lies inside an input of `extent`: from *first up to but not including *last. */
static void inside(int32_t offset, int32_t stride, int32_t extent, int32_t outputs, int32_t *first, int32_t *last) {
    *first = offset >= 0 ? 0 : (-offset + stride - 1) / stride;
    *last = offset >= extent ? 0 : min_of(outputs, (extent - 1 - offset) / stride + 1);
}

/* out[i] += weight · in[i·stride] */
VECTORISED static void accumulate(float weight, const float *restrict in, int32_t stride, int32_t count,
                                  float *restrict out) {
    if (stride == 1)
        for (int32_t i = 0; i < count; i++) out[i] += weight * in[i];
    else
        for (int32_t i = 0; i < count; i++) out[i] += weight * in[i * stride];
}

static void fill(float value, int64_t count, float *out) {
    for (int64_t i = 0; i < count; i++) out[i] = value;
}

/* One filter on one plane. */
static void convolve_plane(const struct convolution *at, const float *in, const float *weights, float *out) {
    for (int32_t r = 0; r < at->r; r++) {
        int32_t first_row, last_row, top = r * at->dilation_r - at->pad_top;
        inside(top, at->stride_r, at->h, at->p, &first_row, &last_row);
        for (int32_t s = 0; s < at->s; s++) {
            int32_t first, last, left = s * at->dilation_s - at->pad_left;
            inside(left, at->stride_s, at->w, at->q, &first, &last);
            if (last <= first) continue;
            for (int32_t p = first_row; p < last_row; p++) {
                const float *row = in + (int64_t)(p * at->stride_r + top) * at->w + first * at->stride_s + left;
                accumulate(weights[r * at->s + s], row, at->stride_s, last - first, out + (int64_t)p * at->q + first);
            }
        }
    }
}

void convolve_direct(const struct convolution *at, const float *in, const float *weights, const float *bias,
                     float *out) {
    int32_t channels = at->c / at->groups, filters = at->k / at->groups;
    int64_t in_plane = (int64_t)at->h * at->w, out_plane = (int64_t)at->p * at->q, taps = (int64_t)at->r * at->s;
    for (int32_t k = 0; k < at->k; k++) {
        fill(bias == NULL ? 0 : bias[k], out_plane, out + k * out_plane);
        for (int32_t c = 0; c < channels; c++)
            convolve_plane(at, in + (k / filters * channels + c) * in_plane, weights + (k * (int64_t)channels + c) * taps,
                           out + k * out_plane);
    }
}

void convolve_depthwise(const struct convolution *at, const float *in, const float *weights, const float *bias,
                        float *out) {
    int64_t in_plane = (int64_t)at->h * at->w, out_plane = (int64_t)at->p * at->q, taps = (int64_t)at->r * at->s;
    for (int32_t c = 0; c < at->c; c++) {
        fill(bias == NULL ? 0 : bias[c], out_plane, out + c * out_plane);
        convolve_plane(at, in + c * in_plane, weights + c * taps, out + c * out_plane);
    }
}

/* Row (c, r, s) of the patches holds, for every output, the input that this tap meets, or 0 outside. */
static void gather(const struct convolution *at, int32_t channels, const float *in, float *patches) {
    int64_t plane = (int64_t)at->h * at->w, positions = (int64_t)at->p * at->q;
    for (int32_t c = 0; c < channels; c++)
        for (int32_t r = 0; r < at->r; r++)
            for (int32_t s = 0; s < at->s; s++) {
                int32_t first_row, last_row, top = r * at->dilation_r - at->pad_top;
                int32_t first, last, left = s * at->dilation_s - at->pad_left;
                inside(top, at->stride_r, at->h, at->p, &first_row, &last_row);
                inside(left, at->stride_s, at->w, at->q, &first, &last);
                memset(patches, 0, (size_t)positions * sizeof *patches);
                for (int32_t p = first_row; p < last_row; p++) {
                    const float *row = in + c * plane + (int64_t)(p * at->stride_r + top) * at->w;
                    for (int32_t q = first; q < last; q++)
                        patches[(int64_t)p * at->q + q] = row[q * at->stride_s + left];
                }
                patches += positions;
            }
}

/* out[m, n] = bias[m] + a[m, depth] · b[depth, n], four rows at a time over strips of b that stay in the cache. */
VECTORISED static void multiply_matrices(int32_t m, int64_t n, int64_t depth, const float *restrict a,
                                         const float *restrict b, const float *bias, float *restrict out) {
    enum { STRIP = 512 };
    for (int64_t from = 0; from < n; from += STRIP) {
        int64_t width = n - from < STRIP ? n - from : STRIP;
        for (int32_t row = 0; row < m; row += 4) {
            int32_t rows = min_of(4, m - row);
            for (int32_t i = 0; i < rows; i++)
                fill(bias == NULL ? 0 : bias[row + i], width, out + (row + i) * n + from);
            float *restrict o0 = out + row * n + from;
            float *restrict o1 = o0 + (rows > 1 ? n : 0), *restrict o2 = o0 + (rows > 2 ? 2 * n : 0);
            float *restrict o3 = o0 + (rows > 3 ? 3 * n : 0);
            for (int64_t d = 0; d < depth; d++) {
                const float *restrict strip = b + d * n + from;
                const float *weights = a + row * depth + d;
                if (rows == 4) {
                    float w0 = weights[0], w1 = weights[depth], w2 = weights[2 * depth], w3 = weights[3 * depth];
                    for (int64_t i = 0; i < width; i++) {
                        o0[i] += w0 * strip[i];
                        o1[i] += w1 * strip[i];
                        o2[i] += w2 * strip[i];
                        o3[i] += w3 * strip[i];
                    }
                } else {
                    for (int32_t r = 0; r < rows; r++) {
                        float weight = weights[r * depth];
                        float *restrict o = out + (row + r) * n + from;
                        for (int64_t i = 0; i < width; i++) o[i] += weight * strip[i];
                    }
                }
            }
        }
    }
}

void convolve_im2col(const struct convolution *at, const float *in, const float *weights, const float *bias,
                     float *patches, float *out) {
    int32_t channels = at->c / at->groups, filters = at->k / at->groups;
    int64_t depth = (int64_t)channels * at->r * at->s, positions = (int64_t)at->p * at->q;
    int pointwise = at->r == 1 && at->s == 1 && at->p == at->h && at->q == at->w && at->stride_r == 1 &&
                    at->stride_s == 1 && at->pad_top == 0 && at->pad_left == 0;
    for (int32_t g = 0; g < at->groups; g++) {
        const float *group = in + (int64_t)g * channels * at->h * at->w;
        if (!pointwise) gather(at, channels, group, patches);
        multiply_matrices(filters, positions, depth, weights + g * filters * depth, pointwise ? group : patches,
                          bias == NULL ? NULL : bias + g * filters, out + (int64_t)g * filters * positions);
    }
}

void dense(int32_t rows, int32_t d, int32_t k, const float *in, const float *weights, const float *bias, float *out) {
    for (int32_t row = 0; row < rows; row++)
        for (int32_t o = 0; o < k; o++) {
            const float *w = weights + (int64_t)o * d, *x = in + (int64_t)row * d;
            float sums[8] = {0}; /* in an order that does not depend on the compiler */
            int32_t i = 0;
            for (; i + 8 <= d; i += 8)
                for (int32_t lane = 0; lane < 8; lane++) sums[lane] += w[i + lane] * x[i + lane];
            for (; i < d; i++) sums[0] += w[i] * x[i];
            float sum = bias == NULL ? 0 : bias[o];
            for (int32_t lane = 0; lane < 8; lane++) sum += sums[lane];
            out[(int64_t)row * k + o] = sum;
        }
}

void affine(int32_t channels, int32_t positions, const float *in, const float *scale, const float *offset, float *out) {
    for (int32_t c = 0; c < channels; c++)
        for (int32_t i = 0; i < positions; i++)
            out[(int64_t)c * positions + i] = in[(int64_t)c * positions + i] * scale[c] + offset[c];
}

void pool(int average, const struct convolution *at, const float *in, float *out) {
    for (int32_t c = 0; c < at->c; c++)
        for (int32_t p = 0; p < at->p; p++)
            for (int32_t q = 0; q < at->q; q++) {
                int32_t top = p * at->stride_r - at->pad_top, left = q * at->stride_s - at->pad_left;
                int32_t last_row = min_of(top + at->r, at->h), last = min_of(left + at->s, at->w), count = 0;
                float sum = 0, most = -INFINITY;
                for (int32_t h = max_of(top, 0); h < last_row; h++)
                    for (int32_t w = max_of(left, 0); w < last; w++) {
                        float value = in[((int64_t)c * at->h + h) * at->w + w];
                        sum += value;
                        most = value > most ? value : most;
                        count++;
                    }
                if (count == 0) most = 0; /* a window all outside */
                out[((int64_t)c * at->p + p) * at->q + q] = average ? sum / (float)max_of(count, 1) : most;
            }
}

void global_pool(int average, int32_t channels, int32_t positions, const float *in, float *out) {
    for (int32_t c = 0; c < channels; c++) {
        const float *plane = in + (int64_t)c * positions;
        float sum = 0, most = plane[0];
        for (int32_t i = 0; i < positions; i++) {
            sum += plane[i];
            most = plane[i] > most ? plane[i] : most;
        }
        out[c] = average ? sum / (float)positions : most;
    }
}

static float clip6(float x) { return x < 0 ? 0 : x > 6 ? 6 : x; }

void activate(int32_t function, int64_t elements, const float *in, float *out) {
    for (int64_t i = 0; i < elements; i++) {
        float x = in[i];
        switch (function) {
            case RELU: out[i] = x < 0 ? 0 : x; break;
            case RELU6: out[i] = clip6(x); break;
            case HARD_SWISH: out[i] = x * clip6(x + 3) / 6; break;
            case HARD_SIGMOID: out[i] = clip6(x + 3) / 6; break;
            case SWISH: out[i] = x / (1 + expf(-x)); break;
            case SIGMOID: out[i] = 1 / (1 + expf(-x)); break;
            case TANH: out[i] = tanhf(x); break;
            default: out[i] = x * 0.5f * (1 + erff(x * 0.70710678f)); break; /* GELU */
        }
    }
}

void softmax(int32_t rows, int32_t d, const float *in, float *out) {
    for (int32_t row = 0; row < rows; row++, in += d, out += d) {
        float most = in[0], sum = 0;
        for (int32_t i = 1; i < d; i++) most = in[i] > most ? in[i] : most;
        for (int32_t i = 0; i < d; i++) sum += out[i] = expf(in[i] - most);
        for (int32_t i = 0; i < d; i++) out[i] /= sum;
    }
}
