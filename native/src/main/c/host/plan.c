#include "plan.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NODES 10000
#define MAX_ELEMENTS (1 << 26)
#define MAX_LINE 512

/* The numbers of each operation; -1 for a count that is among them. */
static const struct {
    const char *name;
    int numbers;
} OPERATION[OPERATIONS] = {
    [INPUT] = {"input", 1},       [CONV] = {"conv", 18},          [DENSE] = {"dense", 6},
    [AFFINE] = {"affine", 5},     [POOL] = {"pool", 13},          [GLOBAL_POOL] = {"global_pool", 4},
    [ACTIVATION] = {"activation", 3}, [ADD] = {"add", -1},        [CONCAT] = {"concat", -1},
    [MULTIPLY] = {"multiply", 5}, [SOFTMAX] = {"softmax", 3},     [COPY] = {"copy", 2},
    [ZERO] = {"zero", 1},
};

struct text {
    const char *at;
    const char *end;
};

/* The next line without its break, into a buffer; 0 if there is none of at most MAX_LINE - 1 characters. */
static int next_line(struct text *text, char line[MAX_LINE]) {
    const char *stop = memchr(text->at, '\n', (size_t)(text->end - text->at));
    if (stop == NULL || stop - text->at >= MAX_LINE || memchr(text->at, 0, (size_t)(stop - text->at)) != NULL) return 0;
    memcpy(line, text->at, (size_t)(stop - text->at));
    line[stop - text->at] = '\0';
    text->at = stop + 1;
    return 1;
}

/* The numbers after the word; -1 if there are too many or one is none. */
static int read_numbers(const char *line, int32_t numbers[PLAN_NUMBERS]) {
    int count = 0;
    while (*line == ' ') {
        char *end;
        errno = 0;
        long value = strtol(line + 1, &end, 10);
        if (end == line + 1 || errno != 0 || value < -1 || value > MAX_ELEMENTS || count == PLAN_NUMBERS) return -1;
        numbers[count++] = (int32_t)value;
        line = end;
    }
    return *line == '\0' ? count : -1;
}

/* The product of extents that are each at least 1; 0 if it is too large or one is less. */
static int64_t product(int count, const int32_t *extents) {
    int64_t all = 1;
    for (int i = 0; i < count; i++) {
        if (extents[i] < 1 || all * extents[i] > MAX_ELEMENTS) return 0;
        all *= extents[i];
    }
    return all;
}

static int reads(const struct plan *plan, int32_t from, int64_t elements) {
    return from >= 0 && from < plan->count && elements > 0 && plan->nodes[from].elements == elements;
}

static int holds(const struct plan *plan, int32_t first, int64_t elements) {
    return first >= 0 && elements > 0 && first + elements <= plan->weight_count;
}

/* Whether `count` places along both axes, a step apart, and the border before them stay far inside of an int32_t. */
static int spans(const int32_t *counts, const int32_t *steps, const int32_t *borders) {
    for (int i = 0; i < 2; i++)
        if (steps[i] < 1 || (int64_t)counts[i] * steps[i] > 1 << 28 || borders[i] < 0) return 0;
    return 1;
}

static int check_conv(struct plan *plan, struct node *node) {
    const int32_t *n = node->numbers; /* FROM GROUPS C H W K P Q R S … */
    if (n[1] < 1 || n[2] % n[1] != 0 || n[5] % n[1] != 0) return 0;
    int32_t kernel[4] = {n[5], n[2] / n[1], n[8], n[9]};
    int32_t patches[4] = {n[2] / n[1], n[8], n[9], 1};
    int64_t rows = product(3, patches), positions = product(2, n + 6);
    node->elements = product(3, n + 5);
    if (node->elements == 0 || rows == 0 || positions == 0 || rows * positions > MAX_ELEMENTS) return 0;
    if (rows * positions > plan->scratch_elements) plan->scratch_elements = rows * positions;
    return spans(n + 6, n + 10, n + 14) && spans(n + 8, n + 12, n + 14) && reads(plan, n[0], product(3, n + 2)) &&
           holds(plan, n[16], product(4, kernel)) && (n[17] == -1 || holds(plan, n[17], n[5]));
}

static int check_many(struct plan *plan, struct node *node, int numbers) {
    const int32_t *n = node->numbers;
    if (node->operation == ADD) {
        if (numbers < 4 || n[1] != numbers - 2) return 0;
        node->elements = n[0];
        for (int i = 2; i < numbers; i++)
            if (!reads(plan, n[i], n[0])) return 0;
        return 1;
    }
    if (numbers < 5 || n[0] < 2 || numbers != 1 + 2 * n[0]) return 0;
    for (int i = 1; i < numbers; i += 2) {
        if (!reads(plan, n[i], n[i + 1])) return 0;
        node->elements += n[i + 1];
    }
    return node->elements <= MAX_ELEMENTS;
}

/* Whether the numbers of a node are in range; finds the number of its elements. */
static int check(struct plan *plan, struct node *node, int numbers) {
    const int32_t *n = node->numbers;
    switch (node->operation) {
        case INPUT:
            if (plan->input_elements != 0) return 0; /* one input */
            plan->input_elements = n[0];
            node->elements = n[0];
            break;
        case CONV: return check_conv(plan, node);
        case DENSE: {
            int32_t output[2] = {n[1], n[3]};
            node->elements = product(2, output);
            return reads(plan, n[0], product(2, n + 1)) && holds(plan, n[4], product(2, n + 2)) &&
                   (n[5] == -1 || holds(plan, n[5], n[3])) && node->elements > 0;
        }
        case AFFINE:
            node->elements = product(2, n + 1);
            return reads(plan, n[0], node->elements) && holds(plan, n[3], n[1]) && holds(plan, n[4], n[1]);
        case POOL: {
            int32_t output[3] = {n[2], n[5], n[6]};
            node->elements = product(3, output);
            return node->elements > 0 && (n[1] == 0 || n[1] == 1) && product(2, n + 7) > 0 && spans(n + 5, n + 9, n + 11) &&
                   reads(plan, n[0], product(3, n + 2));
        }
        case GLOBAL_POOL:
            node->elements = n[2];
            return (n[1] == 0 || n[1] == 1) && reads(plan, n[0], product(2, n + 2));
        case ACTIVATION:
            node->elements = n[2];
            return n[1] >= 0 && n[1] < FUNCTIONS && reads(plan, n[0], n[2]);
        case ADD:
        case CONCAT: return check_many(plan, node, numbers);
        case MULTIPLY:
            node->elements = product(2, n + 2);
            return (n[4] == 0 || n[4] == 1) && reads(plan, n[0], node->elements) &&
                   reads(plan, n[1], n[4] ? n[2] : node->elements);
        case SOFTMAX:
            node->elements = product(2, n + 1);
            return reads(plan, n[0], node->elements);
        case COPY:
            node->elements = n[1];
            return reads(plan, n[0], n[1]);
        case ZERO: node->elements = n[0]; break;
        default: return 0;
    }
    return node->elements > 0;
}

static const char *read_node(struct plan *plan, const char *line) {
    struct node *node = &plan->nodes[plan->count];
    size_t word = strcspn(line, " ");
    for (int operation = 0; operation < OPERATIONS; operation++) {
        const char *name = OPERATION[operation].name;
        if (strlen(name) != word || strncmp(name, line, word) != 0) continue;
        memset(node, 0, sizeof *node);
        node->operation = (enum operation)operation;
        int numbers = read_numbers(line + word, node->numbers);
        if (numbers < 0 || (OPERATION[operation].numbers >= 0 && numbers != OPERATION[operation].numbers))
            return "a line of the plan has the wrong number of numbers";
        if (!check(plan, node, numbers)) return "a line of the plan has a number out of range";
        plan->count++;
        return NULL;
    }
    return "a line of the plan names no operation";
}

/* The number of floats that the last line of the text announces; fills in *weights with where they begin. */
static int64_t find_weights(struct text text, const char **weights) {
    char line[MAX_LINE];
    int32_t count[PLAN_NUMBERS];
    while (next_line(&text, line)) {
        if (strncmp(line, "weights ", 8) != 0) continue;
        *weights = text.at;
        return read_numbers(line + 7, count) == 1 && count[0] >= 0 ? count[0] : -1;
    }
    return -1;
}

const char *plan_read(struct plan *plan, const uint8_t *bytes, uint64_t length) {
    memset(plan, 0, sizeof *plan);
    struct text text = {(const char *)bytes, (const char *)bytes + length};
    char line[MAX_LINE];
    if (!next_line(&text, line) || strcmp(line, "cosearch-plan 1") != 0) return "it does not begin with cosearch-plan 1";
    const char *weights = NULL;
    plan->weight_count = find_weights(text, &weights);
    if (plan->weight_count < 0) return "no line says how many weights there are";
    if (text.end - weights != plan->weight_count * 4) return "the weights are not as many as announced";
    plan->nodes = calloc(MAX_NODES, sizeof *plan->nodes);
    plan->weights = malloc((size_t)plan->weight_count * 4 + 4);
    if (plan->nodes == NULL || plan->weights == NULL) return "no memory for the plan";
    for (int64_t i = 0; i < plan->weight_count; i++) {
        const uint8_t *b = (const uint8_t *)weights + 4 * i;
        uint32_t bits = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 | (uint32_t)b[3] << 24;
        memcpy(plan->weights + i, &bits, 4);
    }
    while (next_line(&text, line) && strncmp(line, "weights ", 8) != 0) {
        if (plan->count == MAX_NODES) return "the plan has too many nodes";
        const char *wrong = read_node(plan, line);
        if (wrong != NULL) return wrong;
    }
    if (plan->count == 0 || plan->input_elements == 0) return "the plan has no input";
    return NULL;
}

void plan_free(struct plan *plan) {
    free(plan->nodes);
    free(plan->weights);
}
