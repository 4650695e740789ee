/*
 * A whole adapter to start from: copy it and put your runtime's calls where it says YOUR RUNTIME. As it stands its
 * "device" mixes the bytes of the model with the input a settable number of times.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cosearch_device.h"

struct cosearch_device {
    unsigned rounds;
};

struct cosearch_model {
    unsigned rounds;
    uint8_t *bytes;
    uint64_t length;
    float input;
    float output;
};

static _Thread_local char error_text[256];

static cosearch_status fail(cosearch_status status, const char *message) {
    snprintf(error_text, sizeof error_text, "%s", message);
    return status;
}

uint32_t cosearch_abi_version(void) { return COSEARCH_ABI_VERSION; }

cosearch_status cosearch_last_error(char *text, uint64_t capacity, uint64_t *needed) {
    if (needed == NULL || (text == NULL && capacity > 0)) return COSEARCH_INVALID_ARGUMENT;
    *needed = strlen(error_text);
    if (capacity > 0) memcpy(text, error_text, (size_t)(capacity < *needed ? capacity : *needed));
    return COSEARCH_OK;
}

cosearch_status cosearch_open(const char *settings, cosearch_device **device) {
    if (settings == NULL || device == NULL) return fail(COSEARCH_INVALID_ARGUMENT, "settings or device is null");
    unsigned rounds = 1000;
    if (*settings != '\0') { /* the one setting there is */
        int end = 0;
        if (sscanf(settings, "rounds=%7u%n", &rounds, &end) != 1 || strcmp(settings + end, "\n") != 0)
            return fail(COSEARCH_INVALID_ARGUMENT, "the settings are not the one line (rounds=NUMBER)");
        if (rounds < 1 || rounds > 1000000) return fail(COSEARCH_INVALID_ARGUMENT, "rounds is not in 1 … 1000000");
    }
    cosearch_device *opened = calloc(1, sizeof *opened); /* YOUR RUNTIME: connect to the device */
    if (opened == NULL) return fail(COSEARCH_OUT_OF_MEMORY, "no memory for a device");
    opened->rounds = rounds;
    *device = opened;
    return COSEARCH_OK;
}

void cosearch_close(cosearch_device *device) { free(device); /* YOUR RUNTIME: disconnect */ }

cosearch_status cosearch_describe(cosearch_device *device, char *text, uint64_t capacity, uint64_t *needed) {
    if (device == NULL || needed == NULL || (text == NULL && capacity > 0))
        return fail(COSEARCH_INVALID_ARGUMENT, "device, needed or text is null");
    char facts[256]; /* YOUR RUNTIME: what it is, read back from it */
    int length = snprintf(facts, sizeof facts, "device=template\nruntime=template 1\nformats=onnx\nrounds=%u\n",
                          device->rounds);
    *needed = (uint64_t)length;
    if (capacity < *needed) return fail(COSEARCH_BUFFER_TOO_SMALL, "the description needs more room");
    memcpy(text, facts, (size_t)length);
    return COSEARCH_OK;
}

cosearch_status cosearch_prepare(cosearch_device *device, const char *format, const uint8_t *bytes, uint64_t length,
                                 cosearch_model **model) {
    if (device == NULL || format == NULL || bytes == NULL || model == NULL)
        return fail(COSEARCH_INVALID_ARGUMENT, "device, format, bytes or model is null");
    if (strcmp(format, "onnx") != 0) return fail(COSEARCH_UNSUPPORTED, "the format is not onnx");
    if (length < 2 || bytes[0] != 0x08) /* an ONNX model begins with its ir_version, field 1 */
        return fail(COSEARCH_MALFORMED_MODEL, "the bytes do not begin like an ONNX model");
    cosearch_model *prepared = calloc(1, sizeof *prepared); /* YOUR RUNTIME: compile and load the model */
    uint8_t *copy = malloc((size_t)length);
    if (prepared == NULL || copy == NULL) {
        free(prepared);
        free(copy);
        return fail(COSEARCH_OUT_OF_MEMORY, "no memory for the model");
    }
    memcpy(copy, bytes, (size_t)length);
    *prepared = (cosearch_model){.rounds = device->rounds, .bytes = copy, .length = length, .input = 0.5f};
    *model = prepared;
    return COSEARCH_OK;
}

void cosearch_release(cosearch_model *model) {
    if (model == NULL) return;
    free(model->bytes);
    free(model);
}

cosearch_status cosearch_shape(cosearch_model *model, uint64_t *input_elements, uint64_t *output_elements) {
    if (model == NULL || input_elements == NULL || output_elements == NULL)
        return fail(COSEARCH_INVALID_ARGUMENT, "model, input_elements or output_elements is null");
    *input_elements = 1; /* YOUR RUNTIME: of the model */
    *output_elements = 1;
    return COSEARCH_OK;
}

static void compute(cosearch_model *model) { /* YOUR RUNTIME: one inference, and wait for its end */
    uint32_t mixed = 1;
    for (unsigned i = 0; i < model->rounds; i++) mixed = mixed * 31u + model->bytes[i % model->length];
    model->output = model->input * (float)(mixed % 1000u);
}

cosearch_status cosearch_infer(cosearch_model *model, const float *input, uint64_t input_elements, float *output,
                               uint64_t output_elements) {
    if (model == NULL || input == NULL || output == NULL || input_elements != 1 || output_elements != 1)
        return fail(COSEARCH_INVALID_ARGUMENT, "a null pointer, or not one element of input and of output");
    model->input = *input;
    compute(model);
    *output = model->output;
    return COSEARCH_OK;
}

static int64_t now_nanos(void) { /* YOUR RUNTIME: the device's own clock, if it has one */
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

cosearch_status cosearch_run(cosearch_model *model, uint32_t runs, int64_t *nanos) {
    if (model == NULL || nanos == NULL || runs < 1) return fail(COSEARCH_INVALID_ARGUMENT, "a null pointer or no runs");
    for (uint32_t i = 0; i < runs; i++) {
        int64_t begin = now_nanos();
        compute(model);
        nanos[i] = now_nanos() - begin;
        if (nanos[i] < 1) nanos[i] = 1; /* below the clock's resolution */
    }
    return COSEARCH_OK;
}

cosearch_status cosearch_counter(cosearch_model *model, const char *name, double *value) {
    if (model == NULL || name == NULL || value == NULL) return fail(COSEARCH_INVALID_ARGUMENT, "a null pointer");
    return fail(COSEARCH_NOT_AVAILABLE, "there are no counters");
}
