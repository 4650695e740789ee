/**
 * Trainings in processes of their own, so that a crash, a leak or a hang costs one network and nothing else.
 */
@NullMarked
package org.cosearch.training.worker;

import org.jspecify.annotations.NullMarked;
