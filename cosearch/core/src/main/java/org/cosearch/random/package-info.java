/**
 * One seed, one stream of random numbers per purpose.
 */
@NullMarked
package org.cosearch.random;

import org.jspecify.annotations.NullMarked;
