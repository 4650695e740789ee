/**
 * Networks as JSON, for other processes and for files: written canonically, read strictly.
 */
@NullMarked
package org.cosearch.workload.json;

import org.jspecify.annotations.NullMarked;
