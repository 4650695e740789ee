/** Measurement campaigns from their files: devices, networks, the campaign's folder, its plan, its run and its data set. */
@NullMarked
package org.cosearch.lab;

import org.jspecify.annotations.NullMarked;
