/**
 * A network meets a chip: the joint design and its evaluators.
 */
@NullMarked
package org.cosearch.codesign;

import org.jspecify.annotations.NullMarked;
