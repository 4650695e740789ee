/** This machine as the surroundings of a device: what it is, what state it is in, and what energy it uses. */
@NullMarked
package org.cosearch.adapter.machine;

import org.jspecify.annotations.NullMarked;
