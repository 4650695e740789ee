/**
 * Families of accelerators by their dataflow, and the process technologies that they are built in.
 */
@NullMarked
package org.cosearch.accelerator.template;

import org.jspecify.annotations.NullMarked;
