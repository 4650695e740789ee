package org.cosearch.accelerator.format;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cosearch.yaml.YamlNode;

/**
 * A component name of Timeloop and Accelergy: {@code system.PE[1..14]} is 14 instances of PE in total.
 *
 * @param name without the path before it and the range behind
 * @param instances 1 where there is no range
 */
record ComponentName(String name, int instances) {

    private static final Pattern FORM = Pattern.compile("(?:.*\\.)?([^.\\[\\]]+)(?:\\[(\\d{1,9})\\.\\.(\\d{1,9})])?");

    static ComponentName read(YamlNode node) {
        String text = node.text();
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw node.error(
                    "component name (%s) is not of the form name or name[1..n].".formatted(text), "Maybe PE[1..16].");
        }
        if (matcher.group(2) == null) {
            return new ComponentName(matcher.group(1), 1);
        }
        int first = Integer.parseInt(matcher.group(2));
        int last = Integer.parseInt(matcher.group(3));
        if (last < first) {
            throw node.error("range of (%s) is empty.".formatted(text), "Maybe swap its ends.");
        }
        return new ComponentName(matcher.group(1), last - first + 1);
    }
}
