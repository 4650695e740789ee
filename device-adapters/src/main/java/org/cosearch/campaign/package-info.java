/**
 * Measuring networks on devices: the harness, its statistics, and what it keeps.
 */
@NullMarked
package org.cosearch.campaign;

import org.jspecify.annotations.NullMarked;
