package city.wutong.json;

/// Takes JSON piece by piece, in the order of the document. An object is its start, by turns a name
/// and a value, and its end; an array its start, values, and its end.
///
/// Whoever writes into a sink says no member of an object twice: nobody looks after that.
public interface JsonSink {
    void startObject();

    void endObject();

    void startArray();

    void endArray();

    /// The name of the member whose value comes next.
    void name(JsonWord name);

    void text(String text);

    void text(JsonWord text);

    /// A whole value.
    void value(Json value);

    default void name(String name) {
        name(JsonWord.of(name));
    }
}
