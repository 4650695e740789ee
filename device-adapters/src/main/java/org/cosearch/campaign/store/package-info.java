/** Where measurements are kept, and who may add to them. */
@NullMarked
package org.cosearch.campaign.store;

import org.jspecify.annotations.NullMarked;
