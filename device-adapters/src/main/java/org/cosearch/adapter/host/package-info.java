/** This machine as a device, with the runtimes that come with the program. */
@NullMarked
package org.cosearch.adapter.host;

import org.jspecify.annotations.NullMarked;
