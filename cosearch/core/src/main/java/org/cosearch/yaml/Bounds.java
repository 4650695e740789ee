package org.cosearch.yaml;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The range of a number of a record component, or of each number in its list; without limits where none is given. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Bounds {

    /** The smallest value. */
    double atLeast() default Double.NEGATIVE_INFINITY;

    /** What every value is greater than. */
    double above() default Double.NEGATIVE_INFINITY;

    /** The largest value. */
    double atMost() default Double.POSITIVE_INFINITY;

    /** What every value is less than. */
    double below() default Double.POSITIVE_INFINITY;
}
