package city.wutong.http;

import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonSink;
import city.wutong.json.JsonWord;
import city.wutong.jsonld.LdContext;

/// Adds to a document its `@context`, as its last member; of a list, each item has it (clause
/// 6.3.5).
final class WithContext implements JsonSink {
    private static final JsonWord CONTEXT = JsonWord.of("@context");

    private final JsonSink out;
    private final Json context;
    private int depth;
    private boolean isList;

    private WithContext(JsonSink out, LdContext context) {
        this.out = out;
        this.context = context.asJson();
    }

    static JsonContent of(JsonContent content, LdContext context) {
        return new JsonContent() {
            @Override
            public void writeTo(JsonSink sink) {
                content.writeTo(new WithContext(sink, context));
            }

            @Override
            public int roughSize() {
                return content.roughSize();
            }
        };
    }

    @Override
    public void startObject() {
        depth++;
        out.startObject();
    }

    @Override
    public void endObject() {
        depth--;
        if (isDocument()) {
            out.name(CONTEXT);
            out.value(context);
        }
        out.endObject();
    }

    private boolean isDocument() {
        return depth == (isList ? 1 : 0);
    }

    @Override
    public void startArray() {
        isList = isList || depth == 0;
        depth++;
        out.startArray();
    }

    @Override
    public void endArray() {
        depth--;
        out.endArray();
    }

    @Override
    public void name(JsonWord name) {
        out.name(name);
    }

    @Override
    public void name(String name) {
        out.name(name);
    }

    @Override
    public void text(String text) {
        out.text(text);
    }

    @Override
    public void text(JsonWord text) {
        out.text(text);
    }

    @Override
    public void value(Json value) {
        switch (value) {
            case Json.Obj(var members) when isDocument() -> {
                startObject();
                members.forEach((name, member) -> {
                    out.name(name);
                    out.value(member);
                });
                endObject();
            }
            case Json.Arr(var items) when depth == 0 -> {
                startArray();
                items.forEach(this::value);
                endArray();
            }
            case Json.Obj _, Json.Arr _, Json.Str _, Json.Num _, Json.Literal _ -> out.value(value);
        }
    }
}
