/**
 * Accelerators, loop nests, mappings and constraints as YAML: the files of Timeloop v0.4, read strictly, and our own.
 */
@NullMarked
package org.cosearch.accelerator.format;

import org.jspecify.annotations.NullMarked;
