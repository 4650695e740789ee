/**
 * Families of networks to search in: a space of decisions, and the network that each genome means.
 */
@NullMarked
package org.cosearch.family;

import org.jspecify.annotations.NullMarked;
