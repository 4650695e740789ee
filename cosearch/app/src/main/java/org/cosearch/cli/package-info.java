/** The command line: one class per command, exit codes, progress on the terminal. */
@NullMarked
package org.cosearch.cli;

import org.jspecify.annotations.NullMarked;
