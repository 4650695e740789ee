/** What a device is asked and what it answers, as messages to a child process or to an agent. */
@NullMarked
package org.cosearch.adapter.wire;

import org.jspecify.annotations.NullMarked;
