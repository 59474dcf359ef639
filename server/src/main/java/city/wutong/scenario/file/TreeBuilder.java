package city.wutong.scenario.file;

import city.wutong.scenario.file.Yaml.Field;
import city.wutong.scenario.file.Yaml.Style;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// Builds the tree of a file from the parser's events, which it stops at the first thing that is
/// out of bounds: so a file that nests without end costs no more than one that does not.
final class TreeBuilder {
    static final int DEEPEST = 40;
    static final int MOST_VALUES = 100_000;

    private final String file;
    private final List<String> lines;
    private final Iterator<Event> events;
    private final Mistakes mistakes;
    private int values;

    TreeBuilder(String file, List<String> lines, Iterator<Event> events, Mistakes mistakes) {
        this.file = file;
        this.lines = lines;
        this.events = events;
        this.mistakes = mistakes;
    }

    /// The tree, or empty after a mistake.
    Optional<Yaml> build() {
        try {
            events.next(); // the stream's start
            if (events.next().getEventId() != Event.ID.DocumentStart) {
                mistakes.add(Place.of(file), Fault.EMPTY);
                return Optional.empty();
            }
            var root = value(events.next(), 0);
            events.next(); // the document's end
            var next = events.next();
            if (next.getEventId() != Event.ID.StreamEnd) {
                throw new Stop(place(next.getStartMark()), Fault.SECOND_DOCUMENT);
            }
            return Optional.of(root);
        } catch (Stop stop) {
            mistakes.add(stop.place, stop.fault, stop.argument);
            return Optional.empty();
        }
    }

    private Yaml value(Event event, int depth) {
        refuseWhatIsNotTaken(event);
        return switch (event.getEventId()) {
            case Scalar -> scalar((ScalarEvent) event);
            case SequenceStart -> items(event, depth + 1);
            case MappingStart -> fields(event, depth + 1);
            case Alias -> throw new Stop(place(event.getStartMark()), Fault.ALIAS);
            case Comment,
                    DocumentEnd,
                    DocumentStart,
                    MappingEnd,
                    SequenceEnd,
                    StreamEnd,
                    StreamStart ->
                    throw new IllegalStateException("no value: " + event);
        };
    }

    private void refuseWhatIsNotTaken(Event event) {
        var place = place(event.getStartMark());
        if (++values > MOST_VALUES) {
            throw new Stop(place, Fault.TOO_MANY_VALUES, MOST_VALUES);
        }
        if (event instanceof AliasEvent
                || (event instanceof NodeEvent node && node.getAnchor().isPresent())) {
            throw new Stop(place, Fault.ALIAS);
        }
        var tag =
                switch (event) {
                    case ScalarEvent scalar -> scalar.getTag();
                    case CollectionStartEvent collection -> collection.getTag();
                    default -> Optional.<String>empty();
                };
        if (tag.isPresent()) {
            throw new Stop(place, Fault.TAG, tag.get());
        }
    }

    private Yaml items(Event start, int depth) {
        var place = deeper(start, depth);
        var items = new ArrayList<Yaml>();
        var event = events.next();
        while (event.getEventId() != Event.ID.SequenceEnd) {
            items.add(value(event, depth));
            event = events.next();
        }
        return new Yaml.Items(place, place(event.getEndMark()).line(), items);
    }

    private Yaml fields(Event start, int depth) {
        var place = deeper(start, depth);
        var fields = new LinkedHashMap<String, Field>();
        var event = events.next();
        while (event.getEventId() != Event.ID.MappingEnd) {
            if (!(value(event, depth) instanceof Yaml.Scalar key)) {
                throw new Stop(place(event.getStartMark()), Fault.KEY_NOT_TEXT);
            }
            put(fields, key, value(events.next(), depth));
            event = events.next();
        }
        return new Yaml.Fields(place, place(event.getEndMark()).line(), fields);
    }

    private void put(SequencedMap<String, Field> fields, Yaml.Scalar key, Yaml value) {
        if (fields.putIfAbsent(key.text(), new Field(key.place(), value)) != null) {
            mistakes.add(key.place(), Fault.KEY_TWICE, key.text());
        }
    }

    private Place deeper(Event start, int depth) {
        var place = place(start.getStartMark());
        if (depth > DEEPEST) {
            throw new Stop(place, Fault.TOO_DEEP, DEEPEST);
        }
        return place;
    }

    private Yaml scalar(ScalarEvent event) {
        var place = place(event.getStartMark());
        int endLine = place(event.getEndMark()).line();
        var style = style(event);
        var body =
                switch (style) {
                    case PLAIN -> place;
                    case QUOTED -> new Place(file, place.line(), place.column() + 1);
                    case LITERAL, FOLDED -> firstLine(place);
                };
        return new Yaml.Scalar(place, endLine, event.getValue(), style, body);
    }

    private static Style style(ScalarEvent event) {
        if (event.isPlain()) {
            return Style.PLAIN;
        }
        if (event.isLiteral()) {
            return Style.LITERAL;
        }
        return event.isFolded() ? Style.FOLDED : Style.QUOTED;
    }

    /// Where the text of a block begins: after the indentation of the line below `|` or `>`.
    private Place firstLine(Place indicator) {
        int at = indicator.line(); // from 0 the line below
        while (at < lines.size() && lines.get(at).isBlank()) {
            at++;
        }
        if (at >= lines.size()) {
            return indicator;
        }
        var line = lines.get(at);
        int indentation = line.length() - line.stripLeading().length();
        return new Place(file, indicator.line() + 1, indentation + 1);
    }

    private Place place(Optional<Mark> mark) {
        return mark.map(m -> new Place(file, m.getLine() + 1, m.getColumn() + 1))
                .orElse(Place.of(file));
    }

    /// A file is not read any further.
    private static final class Stop extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Place place;
        private final Fault fault;
        private final transient Object[] argument;

        Stop(Place place, Fault fault, Object... argument) {
            super(fault.name(), null, false, false);
            this.place = place;
            this.fault = fault;
            this.argument = argument;
        }
    }
}
