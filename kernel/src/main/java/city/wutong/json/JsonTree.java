package city.wutong.json;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// Makes a tree of what is written into it, for whoever goes on to look at it.
final class JsonTree implements JsonSink {
    private final Deque<Level> open = new ArrayDeque<>();
    private Optional<Json> whole = Optional.empty();

    /// An object or array that has not ended yet.
    private sealed interface Level {
        void add(Json value);
    }

    private static final class Members implements Level {
        private final CompactMap.Builder members = new CompactMap.Builder();
        private String name = "";

        @Override
        public void add(Json value) {
            members.put(name, value);
        }
    }

    private record Items(List<Json> items) implements Level {
        @Override
        public void add(Json value) {
            items.add(value);
        }
    }

    private JsonTree() {}

    static Json of(JsonContent content) {
        var tree = new JsonTree();
        content.writeTo(tree);
        return tree.whole.orElseThrow();
    }

    @Override
    public void startObject() {
        open.push(new Members());
    }

    @Override
    public void endObject() {
        if (open.pop() instanceof Members ended) {
            value(new Json.Obj(ended.members.map()));
        }
    }

    @Override
    public void startArray() {
        open.push(new Items(new ArrayList<>()));
    }

    @Override
    public void endArray() {
        if (open.pop() instanceof Items(var items)) {
            value(new Json.Arr(items));
        }
    }

    @Override
    public void name(JsonWord name) {
        name(name.text());
    }

    @Override
    public void name(String name) {
        if (open.peek() instanceof Members members) {
            members.name = name;
        }
    }

    @Override
    public void text(String text) {
        value(new Json.Str(text));
    }

    @Override
    public void text(JsonWord text) {
        text(text.text());
    }

    @Override
    public void value(Json value) {
        var level = open.peek();
        if (level == null) {
            whole = Optional.of(value);
        } else {
            level.add(value);
        }
    }
}
