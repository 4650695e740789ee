/*
 * An adapter that behaves until it is told otherwise by its two settings: which fault, at which call. For the tests of
 * the isolation. BAD_VERSION builds one that speaks another version of the interface.
 */
#include <math.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "cosearch_device.h"

#ifndef BAD_VERSION
#define BAD_VERSION COSEARCH_ABI_VERSION
#endif

struct cosearch_device {
    char fault[32];
    char at[32];
};

struct cosearch_model {
    cosearch_device *device;
    unsigned used;
};

static void rest(long milliseconds) {
    struct timespec time = {milliseconds / 1000, (milliseconds % 1000) * 1000000};
    nanosleep(&time, NULL);
}

static int is(const cosearch_device *device, const char *at, const char *fault) {
    return strcmp(device->at, at) == 0 && strcmp(device->fault, fault) == 0;
}

static void *die_soon(void *nothing) {
    rest(30);
    raise(SIGKILL);
    return nothing;
}

/* What does not depend on the call. */
static void misbehave(const cosearch_device *device, const char *at) {
    if (is(device, at, "vanish")) _exit(0);
    if (is(device, at, "exit")) exit(3);
    if (is(device, at, "hang"))
        for (;;) pause();
    if (is(device, at, "spin"))
        for (volatile unsigned turns = 0;; turns++) continue;
    if (is(device, at, "late")) rest(1500);
    if (is(device, at, "segv")) raise(SIGSEGV);
    if (is(device, at, "stray")) *(volatile int *)(uintptr_t)(8 + device->at[31]) = 1;
    if (is(device, at, "abort")) abort();
    if (is(device, at, "kill")) raise(SIGKILL);
    if (is(device, at, "print")) {
        for (int i = 0; i < 100; i++) printf("\x01\x02 not for you %d\n", i);
        fflush(stdout);
    }
    if (is(device, at, "hog"))
        for (int blocks = 0; blocks < 512; blocks++) { /* at most 16 GiB */
            char *block = malloc(32 << 20);
            if (block == NULL) break;
            memset(block, 1, 32 << 20);
        }
    if (is(device, at, "die_soon")) {
        pthread_t thread;
        pthread_create(&thread, NULL, die_soon, NULL);
    }
}

uint32_t cosearch_abi_version(void) { return BAD_VERSION; }

cosearch_status cosearch_last_error(char *text, uint64_t capacity, uint64_t *needed) {
    *needed = 3;
    if (capacity >= 3) memcpy(text, "bad", 3);
    return COSEARCH_OK;
}

cosearch_status cosearch_open(const char *settings, cosearch_device **device) {
    cosearch_device *opened = calloc(1, sizeof *opened);
    if (opened == NULL || sscanf(settings, "fault=%31s\nat=%31s\n", opened->fault, opened->at) != 2)
        return COSEARCH_INVALID_ARGUMENT;
    misbehave(opened, "open");
    if (is(opened, "open", "garbage")) return 4711;
    if (is(opened, "open", "wrong_length")) opened = NULL;
    *device = opened;
    return COSEARCH_OK;
}

void cosearch_close(cosearch_device *device) { free(device); }

cosearch_status cosearch_describe(cosearch_device *device, char *text, uint64_t capacity, uint64_t *needed) {
    misbehave(device, "describe");
    const char *facts = "device=bad\nruntime=bad 1\nformats=onnx\n";
    if (is(device, "describe", "garbage")) facts = "\xff\xfe\xfd garbage \x01\x02";
    *needed = is(device, "describe", "wrong_length") ? UINT64_MAX : strlen(facts);
    if (capacity < *needed) return COSEARCH_BUFFER_TOO_SMALL;
    memcpy(text, facts, strlen(facts));
    return COSEARCH_OK;
}

cosearch_status cosearch_prepare(cosearch_device *device, const char *format, const uint8_t *bytes, uint64_t length,
                                 cosearch_model **model) {
    (void)format;
    (void)bytes;
    (void)length;
    misbehave(device, "prepare");
    if (is(device, "prepare", "garbage")) return -1;
    *model = calloc(1, sizeof **model);
    if (*model == NULL) return COSEARCH_OUT_OF_MEMORY;
    (*model)->device = device;
    return COSEARCH_OK;
}

void cosearch_release(cosearch_model *model) { free(model); }

cosearch_status cosearch_shape(cosearch_model *model, uint64_t *input_elements, uint64_t *output_elements) {
    *input_elements = is(model->device, "prepare", "wrong_length") ? UINT64_MAX : 4;
    *output_elements = 2;
    return COSEARCH_OK;
}

cosearch_status cosearch_infer(cosearch_model *model, const float *input, uint64_t input_elements, float *output,
                               uint64_t output_elements) {
    (void)input_elements;
    misbehave(model->device, "infer");
    for (uint64_t i = 0; i < output_elements; i++) output[i] = input[i];
    if (is(model->device, "infer", "nan")) output[1] = NAN;
    if (is(model->device, "infer", "garbage")) return 1 << 20;
    return COSEARCH_OK;
}

cosearch_status cosearch_run(cosearch_model *model, uint32_t runs, int64_t *nanos) {
    const cosearch_device *device = model->device;
    if (model->used++ > 0) rest(1); /* a fault in a later run meets a device that has been well */
    misbehave(device, "run");
    uint32_t written = is(device, "run", "wrong_length") ? runs / 2 : runs;
    for (uint32_t i = 0; i < written; i++) {
        rest(1);
        nanos[i] = 1000000;
        if (is(device, "run", "zero")) nanos[i] = 0;
        if (is(device, "run", "negative")) nanos[i] = -1000;
        if (is(device, "run", "thousandfold")) nanos[i] = 1000000000;
        if (is(device, "run", "garbage")) nanos[i] = INT64_MAX;
    }
    return COSEARCH_OK;
}

cosearch_status cosearch_counter(cosearch_model *model, const char *name, double *value) {
    (void)name;
    misbehave(model->device, "counter");
    if (is(model->device, "counter", "nan")) *value = NAN;
    else if (is(model->device, "counter", "negative")) *value = -1;
    else return COSEARCH_NOT_AVAILABLE;
    return COSEARCH_OK;
}
