/*
 * The interface between CoSearch and a device: one shared library per kind of device, eleven functions, no Java.
 *
 * CoSearch loads the library in a process of its own, opens a device, hands it models and asks for runs. The library
 * times each run on the device's own monotonic clock, and nothing else: how long to warm up, how often to run and what
 * to make of the times is the caller's business.
 *
 *   open ─► describe                                    settings in, facts out
 *    └────► prepare ─► shape ─► infer | run ─► counter   as often as wanted
 *                 └──► release
 *    └────► close                                       after the release of all its models
 *
 * Rules that hold for every function:
 *
 *   Memory    Every buffer belongs to the caller, before and after the call. The library copies what it keeps. Devices
 *             and models belong to the library; they are given back through close and release, once each.
 *   Status    COSEARCH_OK or one of the other codes. After any other code no output argument has been written, except
 *             where it says so, and cosearch_last_error explains the code to a person.
 *   Nulls     A null pointer where none is allowed is COSEARCH_INVALID_ARGUMENT, never a crash.
 *   Threads   Calls come from one thread at a time, not always the same one. A library that needs one certain thread
 *             starts it itself.
 *   Text      UTF-8 without a terminator in buffers with a length; settings and names end in a zero byte.
 *   Numbers   Of fixed width, in the byte order and the alignment of the machine.
 *   Output    What the library prints goes to a log file. It changes no signal handlers and does not call exit.
 *
 * native/src/main/c/template/template_adapter.c is a whole adapter to start from; `cosearch device check LIBRARY`
 * exercises every function, every error and the likely misuses.
 */
#ifndef COSEARCH_DEVICE_H
#define COSEARCH_DEVICE_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(_WIN32)
#define COSEARCH_EXPORT __declspec(dllexport)
#else
#define COSEARCH_EXPORT __attribute__((visibility("default")))
#endif

/* Of this text. It grows when a library built for the old one would be misunderstood. */
#define COSEARCH_ABI_VERSION 1u

typedef int32_t cosearch_status;

enum {
    COSEARCH_OK = 0,
    COSEARCH_INVALID_ARGUMENT = 1, /* a null pointer, a count out of range, an unknown setting or a bad value of one */
    COSEARCH_UNSUPPORTED = 2,      /* a model format, an operator or a function that this device does not have */
    COSEARCH_MALFORMED_MODEL = 3,  /* the bytes are not a model of that format */
    COSEARCH_OUT_OF_MEMORY = 4,    /* of the host or of the device */
    COSEARCH_BUFFER_TOO_SMALL = 5, /* the output that tells the needed size has been written */
    COSEARCH_NOT_AVAILABLE = 6,    /* a counter that this device, or this machine, does not have */
    COSEARCH_DEVICE_FAILED = 7     /* the device does not answer, or answers nonsense; it may be opened again */
};

typedef struct cosearch_device cosearch_device; /* an open device with its settings */
typedef struct cosearch_model cosearch_model;   /* a model ready to run on the device that prepared it */

/* The COSEARCH_ABI_VERSION that the library was built with. Called before anything else. */
COSEARCH_EXPORT uint32_t cosearch_abi_version(void);

/*
 * Explains the last status other than COSEARCH_OK that a function of this library returned to the calling thread:
 * writes min(capacity, *needed) bytes to text and the whole length to *needed, 0 if there is nothing to explain.
 * text may be null if capacity is 0. It does not replace the explanation by one of its own.
 */
COSEARCH_EXPORT cosearch_status cosearch_last_error(char *text, uint64_t capacity, uint64_t *needed);

/*
 * Opens a device.
 *
 * settings  lines "name=value\n" in any order, each name at most once; the empty string stands for the defaults.
 *           An unknown name and a value that cannot be applied are refused: a setting is applied or it is an error.
 * device    the open device; several may be open at a time
 */
COSEARCH_EXPORT cosearch_status cosearch_open(const char *settings, cosearch_device **device);

/* Gives a device back. Its models have been released. Null is allowed and does nothing. */
COSEARCH_EXPORT void cosearch_close(cosearch_device *device);

/*
 * Facts about the open device as lines "name=value\n", settings as they are applied rather than as they were asked for.
 * Writes the whole length to *needed; if capacity is less, nothing to text, and returns COSEARCH_BUFFER_TOO_SMALL.
 *
 * Names with a meaning, each at most once:
 *   device    required   what it is, such as "Raspberry Pi 4B, Cortex-A72"
 *   runtime   required   what runs the models, with its version
 *   formats   required   the model formats it prepares, separated by commas: "onnx", "cosearch-plan"
 *   batch     optional   inputs per run, 1 if absent
 *   counters  optional   the names that cosearch_counter knows, separated by commas
 *   resolution_nanos     optional   the resolution of the clock that times runs, 1 if absent
 * All others are kept with the measurements and compared between them.
 */
COSEARCH_EXPORT cosearch_status cosearch_describe(cosearch_device *device, char *text, uint64_t capacity,
                                                  uint64_t *needed);

/*
 * Makes a model ready: reads it, compiles it, allocates all that a run needs.
 *
 * format  one of the device's formats
 * bytes   the model, of length bytes; may be freed by the caller after the call
 */
COSEARCH_EXPORT cosearch_status cosearch_prepare(cosearch_device *device, const char *format, const uint8_t *bytes,
                                                 uint64_t length, cosearch_model **model);

/* Gives a model back. Null is allowed and does nothing. */
COSEARCH_EXPORT void cosearch_release(cosearch_model *model);

/* How many floats one inference takes and gives, all inputs of the batch together. Both are at least 1. */
COSEARCH_EXPORT cosearch_status cosearch_shape(cosearch_model *model, uint64_t *input_elements,
                                               uint64_t *output_elements);

/*
 * Computes the output of one input, untimed, to check that the device computes what it should.
 *
 * input   input_elements floats as of cosearch_shape, batch outermost, then channels, rows, columns
 * output  output_elements floats; other lengths are COSEARCH_INVALID_ARGUMENT
 *
 * A device that cannot hand out results returns COSEARCH_UNSUPPORTED. The input stays loaded: the runs that follow
 * compute on it. Before the first inference runs compute on an input of the library's choice, which is not constant.
 */
COSEARCH_EXPORT cosearch_status cosearch_infer(cosearch_model *model, const float *input, uint64_t input_elements,
                                               float *output, uint64_t output_elements);

/*
 * Runs the model, one run after the other, and times each by itself on a monotonic clock of the device.
 *
 * runs   at least 1
 * nanos  [runs]: from the moment a run's input is in place to the moment its output is, each above 0. If the run i
 *        fails, the function returns the reason and the values before i are valid.
 */
COSEARCH_EXPORT cosearch_status cosearch_run(cosearch_model *model, uint32_t runs, int64_t *nanos);

/*
 * Reads a counter over the runs of the last cosearch_run of this model, all of them together.
 *
 * name   one of the device's counters. "energy_joules" is the energy of the device less its idle energy;
 *        "gross_energy_joules" is all of it; "cpu_nanos" is processor time over all threads.
 * value  finite and not negative
 *
 * COSEARCH_NOT_AVAILABLE for every other name and before the first run.
 */
COSEARCH_EXPORT cosearch_status cosearch_counter(cosearch_model *model, const char *name, double *value);

#ifdef __cplusplus
}
#endif

#endif
