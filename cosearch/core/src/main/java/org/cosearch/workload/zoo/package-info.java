/**
 * Well-known networks, built from their published definitions.
 */
@NullMarked
package org.cosearch.workload.zoo;

import org.jspecify.annotations.NullMarked;
