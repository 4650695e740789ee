/** What runs models inside a child process: the side of a device that may crash. */
@NullMarked
package org.cosearch.adapter.engine;

import org.jspecify.annotations.NullMarked;
