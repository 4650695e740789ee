package org.cosearch.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/**
 * The step from parse events to the tree, where the limits hold.
 *
 * <p>Only the events of the parser are used, not its loader: the loader has no depth limit, and no places.
 */
final class TreeReader {

    private static final int LONGEST_KEY = 256;

    private final Iterator<Event> events;
    private final YamlLimits limits;
    private Location last;

    private TreeReader(String text, String source, YamlLimits limits) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(source)
                .setCodePointLimit(Integer.MAX_VALUE) // the bytes are limited already
                .setParseComments(false)
                .build();
        this.limits = limits;
        last = Location.root(source, 1, 1);
        events = new Parse(settings).parseString(text).iterator();
    }

    static YamlNode read(String text, String source, YamlLimits limits) {
        return new TreeReader(text, source, limits).document();
    }

    private YamlNode document() {
        next(); // the start of the stream
        Event start = next();
        if (start.getEventId() == Event.ID.StreamEnd) {
            throw refusal("the file has no content.", "");
        }
        checkDirectives((DocumentStartEvent) start);
        Event first = next();
        YamlNode root = node(first, last, 1, false);
        next(); // the end of the document
        if (next().getEventId() != Event.ID.StreamEnd) {
            throw refusal("a second document.", "Maybe one file per document, without \"---\" between.");
        }
        return root;
    }

    private void checkDirectives(DocumentStartEvent start) {
        boolean otherVersion = start.getSpecVersion()
                .map(version -> version.getMajor() != 1 || version.getMinor() != 2)
                .orElse(false);
        if (otherVersion) {
            throw refusal("a YAML version other than 1.2.", "Maybe remove the %YAML line.");
        }
    }

    /** The node that begins with {@code event}, at {@code place}. */
    private YamlNode node(Event event, Location place, int depth, boolean prose) {
        if (event instanceof AliasEvent alias) {
            throw refusal(
                    "the alias (*" + Shown.of(alias.getAlias().getValue()) + ") is not allowed.",
                    "Maybe write the value out, or put the text in quotes.");
        }
        checkPlain((NodeEvent) event);
        if (event instanceof ScalarEvent scalar) {
            return scalar(scalar, place, prose);
        }
        if (depth > limits.depth()) {
            throw refusal("nested deeper than %d levels.".formatted(limits.depth()), "");
        }
        return event.getEventId() == Event.ID.MappingStart ? map(place, depth) : list(place, depth);
    }

    private YamlMap map(Location place, int depth) {
        List<YamlMap.Entry> entries = new ArrayList<>();
        Map<String, YamlScalar> seen = new HashMap<>();
        for (Event event = next(); event.getEventId() != Event.ID.MappingEnd; event = next()) {
            YamlScalar key = key(event);
            YamlScalar earlier = seen.putIfAbsent(key.content(), key);
            if (earlier != null) {
                throw refusal(
                        "duplicate key (%s), first in line %d."
                                .formatted(
                                        Shown.of(key.content()),
                                        earlier.location().line()),
                        "");
            }
            Event value = next();
            Location at = place.field(key.content(), last.line(), last.column());
            entries.add(new YamlMap.Entry(
                    key, node(value, at, depth + 1, key.content().equals("description"))));
        }
        return new YamlMap(place, entries);
    }

    private YamlScalar key(Event event) {
        if (event instanceof CollectionStartEvent) {
            throw refusal("a key that is not a single value.", "");
        }
        YamlScalar key = (YamlScalar) node(event, last, 1, false);
        boolean plain = ((ScalarEvent) event).isPlain();
        if (plain && key.content().equals("<<")) {
            throw refusal("the merge key (<<) is not allowed.", "Maybe write the entries out.");
        }
        if (plain && key.content().isEmpty()) {
            throw refusal("an empty key.", "Maybe a key is missing before the colon.");
        }
        if (key.content().length() > LONGEST_KEY) {
            throw refusal("a key longer than %d characters.".formatted(LONGEST_KEY), "");
        }
        return key;
    }

    private YamlList list(Location place, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Event event = next(); event.getEventId() != Event.ID.SequenceEnd; event = next()) {
            items.add(node(event, place.item(items.size(), last.line(), last.column()), depth + 1, false));
        }
        return new YamlList(place, items);
    }

    private YamlScalar scalar(ScalarEvent event, Location place, boolean prose) {
        String content = event.getValue();
        if (!prose && content.length() > limits.scalarCharacters()) {
            throw refusal("a value longer than %d characters.".formatted(limits.scalarCharacters()), "");
        }
        if (!content.codePoints().allMatch(Characters::allowedInText)) {
            throw refusal("a control character is not allowed, also not as an escape.", "");
        }
        YamlScalar.Kind kind = event.isPlain() ? YamlScalar.resolve(content) : YamlScalar.Kind.TEXT;
        return new YamlScalar(place, content, kind).checked();
    }

    private void checkPlain(NodeEvent event) {
        event.getAnchor().ifPresent(anchor -> {
            throw refusal(
                    "the anchor (&" + Shown.of(anchor.getValue()) + ") is not allowed.",
                    "Maybe write the value out where it is used, or put the text in quotes.");
        });
        Optional<String> tag =
                event instanceof ScalarEvent scalar ? scalar.getTag() : ((CollectionStartEvent) event).getTag();
        tag.ifPresent(t -> {
            throw refusal(
                    "the tag (" + Shown.of(t.replace("tag:yaml.org,2002:", "!!")) + ") is not allowed.",
                    "Maybe remove it, or put the text in quotes.");
        });
    }

    /** The next event; its place becomes {@link #last}. */
    private Event next() {
        Event event;
        try {
            event = events.next();
        } catch (MarkedYamlEngineException syntax) {
            // a key or quote without an end is best shown where it begins
            boolean noEnd = String.valueOf(syntax.getContext()).matches("while scanning a (simple key|quoted scalar)");
            (noEnd ? syntax.getContextMark() : syntax.getProblemMark())
                    .or(syntax::getProblemMark)
                    .or(syntax::getContextMark)
                    .ifPresent(this::moveTo);
            throw Syntax.refusal(last, syntax.getProblem());
        } catch (RuntimeException syntax) {
            // the parser reports some bad escapes and numbers through the exceptions of the JDK, without a place
            throw Syntax.refusal(last, String.valueOf(syntax.getMessage()));
        }
        event.getStartMark().ifPresent(this::moveTo);
        return event;
    }

    private void moveTo(Mark mark) {
        last = Location.root(last.source(), mark.getLine() + 1, mark.getColumn() + 1);
    }

    private YamlException refusal(String problem, String advice) {
        return new YamlException(last, problem, advice);
    }
}
