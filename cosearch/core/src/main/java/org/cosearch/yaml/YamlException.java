package org.cosearch.yaml;

import java.util.Optional;

/**
 * The refusal of a YAML file: the place, what is wrong, and advice where there is some.
 *
 * <p>The message is made for people and complete without a stack trace:
 *
 * <pre>
 * run.yaml:18:9: specs[1]: unknown metric (area_m2).
 * Maybe area_mm2.
 * </pre>
 */
public final class YamlException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Location location;
    private final String problem;
    private final String advice;

    /**
     * @param problem what is wrong, one sentence
     * @param advice a way out, one sentence that starts with "Maybe"; empty if there is none
     */
    YamlException(Location location, String problem, String advice) {
        super(location + ": " + problem + (advice.isEmpty() ? "" : "\n" + advice));
        this.location = location;
        this.problem = problem;
        this.advice = advice;
    }

    /** Where. */
    public Location location() {
        return location;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** A way out that starts with "Maybe". */
    public Optional<String> advice() {
        return advice.isEmpty() ? Optional.empty() : Optional.of(advice);
    }
}
