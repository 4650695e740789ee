/*
 * This machine with the kernels of kernels.c, one thread. Settings:
 *
 *   convolution  direct or im2col (default); depthwise convolutions have a kernel of their own in both
 *   batch        1 (default) to 256 inputs per run, computed one after the other
 *   cpu          the processor that the runs are pinned to, from 0; any (default)
 */
#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#if defined(__linux__)
#include <sched.h>
#include <sys/utsname.h>
#endif

#include "cosearch_device.h"
#include "kernels.h"
#include "plan.h"

#define ANY_CPU (-1)

struct cosearch_device {
    int im2col;
    int batch;
    int cpu;
};

struct cosearch_model {
    cosearch_device device;
    struct plan plan;
    float **values;  /* [plan.count] of one input */
    float *patches;
    float *inputs;   /* [batch, plan.input_elements] */
    float *outputs;  /* [batch, elements of the last node] */
    double cpu_nanos; /* of the last runs; negative before the first */
};

static _Thread_local char error_text[256];

static cosearch_status fail(cosearch_status status, const char *format, ...) {
    va_list values;
    va_start(values, format);
    vsnprintf(error_text, sizeof error_text, format, values);
    va_end(values);
    return status;
}

static cosearch_status null_pointer(const char *function) {
    return fail(COSEARCH_INVALID_ARGUMENT, "%s was given a null pointer", function);
}

uint32_t cosearch_abi_version(void) { return COSEARCH_ABI_VERSION; }

cosearch_status cosearch_last_error(char *text, uint64_t capacity, uint64_t *needed) {
    if (needed == NULL || (text == NULL && capacity > 0)) return COSEARCH_INVALID_ARGUMENT;
    *needed = strlen(error_text);
    if (capacity > 0) memcpy(text, error_text, (size_t)(capacity < *needed ? capacity : *needed));
    return COSEARCH_OK;
}

/* Puts the calling thread on its processor. Not at open alone: runs may come from another thread. */
static int pin(int cpu) {
    if (cpu == ANY_CPU) return 1;
#if defined(__linux__)
    cpu_set_t set, applied;
    CPU_ZERO(&set);
    CPU_SET((unsigned)cpu, &set);
    return sched_setaffinity(0, sizeof set, &set) == 0 && sched_getaffinity(0, sizeof applied, &applied) == 0 &&
           CPU_EQUAL(&set, &applied);
#else
    return 0;
#endif
}

static int number(const char *value, int min, int max, int *into) {
    char *end;
    errno = 0;
    long read = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || errno != 0 || read < min || read > max) return 0;
    *into = (int)read;
    return 1;
}

static cosearch_status apply(cosearch_device *device, const char *name, const char *value, unsigned *seen) {
    static const char *NAMES[] = {"convolution", "batch", "cpu"};
    unsigned which = 0;
    while (which < 3 && strcmp(NAMES[which], name) != 0) which++;
    if (which == 3) return fail(COSEARCH_INVALID_ARGUMENT, "there is no setting (%s): convolution, batch, cpu", name);
    if (*seen & 1u << which) return fail(COSEARCH_INVALID_ARGUMENT, "the setting %s comes twice", name);
    *seen |= 1u << which;
    if (which == 0) {
        device->im2col = strcmp(value, "im2col") == 0;
        if (!device->im2col && strcmp(value, "direct") != 0)
            return fail(COSEARCH_INVALID_ARGUMENT, "convolution (%s) is neither direct nor im2col", value);
    } else if (which == 1) {
        if (!number(value, 1, 256, &device->batch))
            return fail(COSEARCH_INVALID_ARGUMENT, "batch (%s) is not in 1 … 256", value);
    } else if (strcmp(value, "any") != 0) {
        if (!number(value, 0, 1023, &device->cpu) || !pin(device->cpu))
            return fail(COSEARCH_INVALID_ARGUMENT, "cpu (%s) is no processor that this process may use", value);
    }
    return COSEARCH_OK;
}

static cosearch_status apply_all(cosearch_device *device, const char *settings) {
    unsigned seen = 0;
    while (*settings != '\0') {
        char line[128];
        const char *end = strchr(settings, '\n');
        if (end == NULL || end - settings >= (long)sizeof line)
            return fail(COSEARCH_INVALID_ARGUMENT, "a line of the settings is too long or does not end");
        memcpy(line, settings, (size_t)(end - settings));
        line[end - settings] = '\0';
        char *equals = strchr(line, '=');
        if (equals == NULL) return fail(COSEARCH_INVALID_ARGUMENT, "the setting (%s) is not name=value", line);
        *equals = '\0';
        cosearch_status status = apply(device, line, equals + 1, &seen);
        if (status != COSEARCH_OK) return status;
        settings = end + 1;
    }
    return COSEARCH_OK;
}

cosearch_status cosearch_open(const char *settings, cosearch_device **device) {
    if (settings == NULL || device == NULL) return null_pointer("cosearch_open");
    cosearch_device asked = {.im2col = 1, .batch = 1, .cpu = ANY_CPU};
    cosearch_status status = apply_all(&asked, settings);
    if (status != COSEARCH_OK) return status;
    cosearch_device *opened = malloc(sizeof *opened);
    if (opened == NULL) return fail(COSEARCH_OUT_OF_MEMORY, "no memory for a device");
    *opened = asked;
    *device = opened;
    return COSEARCH_OK;
}

void cosearch_close(cosearch_device *device) { free(device); }

/* The processor's name as the system knows it, cut to the size of the buffer. */
static void processor(char name[96]) {
    snprintf(name, 96, "unknown processor");
    FILE *info = fopen("/proc/cpuinfo", "r");
    if (info == NULL) return;
    char line[256];
    while (fgets(line, sizeof line, info) != NULL)
        if (sscanf(line, "model name : %95[^\n]", name) == 1) break;
    fclose(info);
}

cosearch_status cosearch_describe(cosearch_device *device, char *text, uint64_t capacity, uint64_t *needed) {
    if (device == NULL || needed == NULL || (text == NULL && capacity > 0)) return null_pointer("cosearch_describe");
    char facts[1024], name[96], cpu[16] = "any", system[160] = "unknown";
    processor(name);
    if (device->cpu != ANY_CPU) snprintf(cpu, sizeof cpu, "%d", device->cpu);
#if defined(__linux__)
    struct utsname names;
    if (uname(&names) == 0) snprintf(system, sizeof system, "%.50s %.50s %.50s", names.sysname, names.release, names.machine);
#endif
    struct timespec resolution = {0, 1};
    clock_getres(CLOCK_MONOTONIC, &resolution);
    int length = snprintf(facts, sizeof facts,
                          "device=%s\nruntime=cosearch host kernels 1, compiler %s\nformats=cosearch-plan\n"
                          "counters=cpu_nanos\nresolution_nanos=%ld\nsystem=%s\n"
                          "convolution=%s\nbatch=%d\ncpu=%s\nthreads=1\n",
                          name, __VERSION__, resolution.tv_nsec > 0 ? resolution.tv_nsec : 1L, system,
                          device->im2col ? "im2col" : "direct", device->batch, cpu);
    *needed = (uint64_t)length;
    if (capacity < *needed) return fail(COSEARCH_BUFFER_TOO_SMALL, "the description has %d bytes", length);
    memcpy(text, facts, (size_t)length);
    return COSEARCH_OK;
}

static int64_t output_elements(const cosearch_model *model) { return model->plan.nodes[model->plan.count - 1].elements; }

void cosearch_release(cosearch_model *model) {
    if (model == NULL) return;
    if (model->values != NULL)
        for (int32_t i = 0; i < model->plan.count; i++) free(model->values[i]);
    free(model->values);
    free(model->patches);
    free(model->inputs);
    free(model->outputs);
    plan_free(&model->plan);
    free(model);
}

static float *floats(int64_t count) { return calloc((size_t)count + 16, sizeof(float)); }

static int allocate(cosearch_model *model) {
    const struct plan *plan = &model->plan;
    model->values = calloc((size_t)plan->count, sizeof *model->values);
    if (model->values == NULL) return 0;
    for (int32_t i = 0; i < plan->count; i++)
        if ((model->values[i] = floats(plan->nodes[i].elements)) == NULL) return 0;
    model->patches = floats(model->device.im2col ? plan->scratch_elements : 0);
    model->inputs = floats(plan->input_elements * model->device.batch);
    model->outputs = floats(output_elements(model) * model->device.batch);
    return model->patches != NULL && model->inputs != NULL && model->outputs != NULL;
}

cosearch_status cosearch_prepare(cosearch_device *device, const char *format, const uint8_t *bytes, uint64_t length,
                                 cosearch_model **model) {
    if (device == NULL || format == NULL || bytes == NULL || model == NULL) return null_pointer("cosearch_prepare");
    if (strcmp(format, "cosearch-plan") != 0) return fail(COSEARCH_UNSUPPORTED, "the format (%.40s) is not known", format);
    cosearch_model *prepared = calloc(1, sizeof *prepared);
    if (prepared == NULL) return fail(COSEARCH_OUT_OF_MEMORY, "no memory for a model");
    prepared->device = *device;
    prepared->cpu_nanos = -1;
    const char *wrong = plan_read(&prepared->plan, bytes, length);
    if (wrong != NULL) {
        int32_t line = prepared->plan.count + 2;
        cosearch_release(prepared);
        return fail(COSEARCH_MALFORMED_MODEL, "line %d: %s", (int)line, wrong);
    }
    if (!allocate(prepared)) {
        cosearch_release(prepared);
        return fail(COSEARCH_OUT_OF_MEMORY, "no memory for the tensors of the model");
    }
    uint32_t state = 1; /* noise in [-1, 1): neither constant nor denormal */
    for (int64_t i = 0; i < prepared->plan.input_elements * device->batch; i++) {
        state = state * 1664525u + 1013904223u; /* Numerical Recipes, ranqd1 */
        prepared->inputs[i] = (float)(state >> 8) / (float)(1 << 23) - 1;
    }
    *model = prepared;
    return COSEARCH_OK;
}

cosearch_status cosearch_shape(cosearch_model *model, uint64_t *input_count, uint64_t *output_count) {
    if (model == NULL || input_count == NULL || output_count == NULL) return null_pointer("cosearch_shape");
    *input_count = (uint64_t)(model->plan.input_elements * model->device.batch);
    *output_count = (uint64_t)(output_elements(model) * model->device.batch);
    return COSEARCH_OK;
}

static void convolve(const cosearch_model *model, const int32_t *n, const float *in, float *out) {
    const struct convolution at = {n[1], n[2],  n[3],  n[4],  n[5],  n[6],  n[7], n[8],
                                   n[9], n[10], n[11], n[12], n[13], n[14], n[15]};
    const float *weights = model->plan.weights + n[16];
    const float *bias = n[17] < 0 ? NULL : model->plan.weights + n[17];
    if (at.groups > 1 && at.groups == at.c && at.k == at.c) convolve_depthwise(&at, in, weights, bias, out);
    else if (model->device.im2col) convolve_im2col(&at, in, weights, bias, model->patches, out);
    else convolve_direct(&at, in, weights, bias, out);
}

static void join(const cosearch_model *model, const struct node *node, float *out) {
    const int32_t *n = node->numbers;
    if (node->operation == CONCAT) {
        for (int32_t i = 0; i < n[0]; i++) {
            memcpy(out, model->values[n[1 + 2 * i]], (size_t)n[2 + 2 * i] * sizeof *out);
            out += n[2 + 2 * i];
        }
        return;
    }
    memcpy(out, model->values[n[2]], (size_t)n[0] * sizeof *out);
    for (int32_t i = 1; i < n[1]; i++) {
        const float *in = model->values[n[2 + i]];
        for (int32_t e = 0; e < n[0]; e++) out[e] += in[e];
    }
}

static void compute_node(const cosearch_model *model, const struct node *node, float *out) {
    const int32_t *n = node->numbers;
    const float *weights = model->plan.weights;
    float *const *values = model->values;
    switch (node->operation) {
        case CONV: convolve(model, n, values[n[0]], out); break;
        case DENSE:
            dense(n[1], n[2], n[3], values[n[0]], weights + n[4], n[5] < 0 ? NULL : weights + n[5], out);
            break;
        case AFFINE: affine(n[1], n[2], values[n[0]], weights + n[3], weights + n[4], out); break;
        case POOL: {
            const struct convolution at = {.c = n[2], .h = n[3], .w = n[4], .p = n[5], .q = n[6], .r = n[7], .s = n[8],
                                           .stride_r = n[9], .stride_s = n[10], .pad_top = n[11], .pad_left = n[12]};
            pool(n[1], &at, values[n[0]], out);
            break;
        }
        case GLOBAL_POOL: global_pool(n[1], n[2], n[3], values[n[0]], out); break;
        case ACTIVATION: activate(n[1], n[2], values[n[0]], out); break;
        case ADD:
        case CONCAT: join(model, node, out); break;
        case MULTIPLY: {
            const float *first = values[n[0]], *second = values[n[1]];
            for (int32_t c = 0; c < n[2]; c++)
                for (int32_t i = 0; i < n[3]; i++) {
                    int64_t e = (int64_t)c * n[3] + i;
                    out[e] = first[e] * second[n[4] ? c : e];
                }
            break;
        }
        case SOFTMAX: softmax(n[1], n[2], values[n[0]], out); break;
        case COPY: memcpy(out, values[n[0]], (size_t)n[1] * sizeof *out); break;
        default: break; /* an input is in place; zeros were allocated */
    }
}

static void compute(cosearch_model *model) {
    const struct plan *plan = &model->plan;
    int64_t in = plan->input_elements, out = output_elements(model);
    for (int b = 0; b < model->device.batch; b++) {
        for (int32_t i = 0; i < plan->count; i++) {
            if (plan->nodes[i].operation == INPUT)
                memcpy(model->values[i], model->inputs + b * in, (size_t)in * sizeof(float));
            else compute_node(model, &plan->nodes[i], model->values[i]);
        }
        memcpy(model->outputs + b * out, model->values[plan->count - 1], (size_t)out * sizeof(float));
    }
}

cosearch_status cosearch_infer(cosearch_model *model, const float *input, uint64_t input_count, float *output,
                               uint64_t output_count) {
    if (model == NULL || input == NULL || output == NULL) return null_pointer("cosearch_infer");
    uint64_t in, out;
    cosearch_shape(model, &in, &out);
    if (input_count != in || output_count != out)
        return fail(COSEARCH_INVALID_ARGUMENT, "the model takes %llu floats and gives %llu", (unsigned long long)in,
                    (unsigned long long)out);
    memcpy(model->inputs, input, (size_t)in * sizeof *input);
    compute(model);
    memcpy(output, model->outputs, (size_t)out * sizeof *output);
    return COSEARCH_OK;
}

static int64_t nanos_of(clockid_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

cosearch_status cosearch_run(cosearch_model *model, uint32_t runs, int64_t *nanos) {
    if (model == NULL || nanos == NULL) return null_pointer("cosearch_run");
    if (runs < 1) return fail(COSEARCH_INVALID_ARGUMENT, "no runs were asked for");
    if (!pin(model->device.cpu)) return fail(COSEARCH_DEVICE_FAILED, "processor %d is gone", model->device.cpu);
    int64_t cpu_begin = nanos_of(CLOCK_THREAD_CPUTIME_ID);
    for (uint32_t i = 0; i < runs; i++) {
        int64_t begin = nanos_of(CLOCK_MONOTONIC);
        compute(model);
        nanos[i] = nanos_of(CLOCK_MONOTONIC) - begin;
        if (nanos[i] < 1) nanos[i] = 1; /* below the clock's resolution */
    }
    model->cpu_nanos = (double)(nanos_of(CLOCK_THREAD_CPUTIME_ID) - cpu_begin);
    return COSEARCH_OK;
}

cosearch_status cosearch_counter(cosearch_model *model, const char *name, double *value) {
    if (model == NULL || name == NULL || value == NULL) return null_pointer("cosearch_counter");
    if (strcmp(name, "cpu_nanos") != 0) return fail(COSEARCH_NOT_AVAILABLE, "there is no counter (%.40s)", name);
    if (model->cpu_nanos < 0) return fail(COSEARCH_NOT_AVAILABLE, "the model has not run yet");
    *value = model->cpu_nanos;
    return COSEARCH_OK;
}
