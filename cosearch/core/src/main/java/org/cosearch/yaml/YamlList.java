package org.cosearch.yaml;

import java.util.List;

/**
 * A YAML list.
 *
 * @param location of the first dash, or of the opening bracket
 */
public record YamlList(Location location, List<YamlNode> items) implements YamlNode {

    public YamlList {
        items = List.copyOf(items);
    }

    @Override
    public YamlList list() {
        return this;
    }

    @Override
    public List<Object> plain() {
        return items.stream().map(YamlNode::plain).toList();
    }

    @Override
    public String description() {
        return "a list";
    }
}
