package city.wutong.json;

import java.util.List;

/// What can be written as JSON: a [Json] tree, or what makes its members only while it is written.
@FunctionalInterface
public interface JsonContent {
    void writeTo(JsonSink sink);

    /// About as many bytes as it takes, so that the room for them seldom has to grow.
    default int roughSize() {
        return JsonBytes.LARGE;
    }

    /// The same as a tree.
    default Json tree() {
        return JsonTree.of(this);
    }

    /// An array of these.
    static JsonContent array(List<? extends JsonContent> items) {
        return new Items(List.copyOf(items));
    }

    /// An array whose items are yet to be written.
    record Items(List<JsonContent> items) implements JsonContent {
        @Override
        public void writeTo(JsonSink sink) {
            sink.startArray();
            for (var item : items) {
                item.writeTo(sink);
            }
            sink.endArray();
        }

        @Override
        public int roughSize() {
            return JsonBytes.roughSize(items.size());
        }
    }
}
