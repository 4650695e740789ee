/** What a whole network costs on one accelerator, layer by layer and level by level. */
@NullMarked
package org.cosearch.accelerator.breakdown;

import org.jspecify.annotations.NullMarked;
