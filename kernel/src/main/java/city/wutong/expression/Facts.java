package city.wutong.expression;

import city.wutong.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// What is known of an entity where an expression is evaluated: attribute names, as the expression
/// writes them, and their contents.
public final class Facts {
    private final Map<String, Object> values;
    private final Map<String, Object> derived;

    private Facts(Map<String, Object> values, Map<String, Object> derived) {
        this.values = values;
        this.derived = derived;
    }

    /// The facts that attributes tell.
    ///
    /// @param contents the content of each attribute that is there
    public static Facts of(Map<String, Json> contents) {
        return of(contents, Map.of());
    }

    /// The facts that attributes tell, and what is worked out of their past.
    ///
    /// @param contents the content of each attribute that is there
    /// @param derived each figure that there is, by name
    public static Facts of(Map<String, Json> contents, Map<String, Json> derived) {
        return new Facts(values(contents), values(derived));
    }

    private static Map<String, Object> values(Map<String, Json> contents) {
        var values = new HashMap<String, Object>();
        contents.forEach((name, content) -> {
            if (content != Json.Literal.NULL) {
                values.put(name, value(content));
            }
        });
        return values;
    }

    Map<String, Object> values() {
        return values;
    }

    Map<String, Object> derived() {
        return derived;
    }

    /// Nulls inside a value have no counterpart here and are left out.
    private static Object value(Json json) {
        return switch (json) {
            case Json.Literal literal -> literal == Json.Literal.TRUE;
            case Json.Str(var text) -> text;
            case Json.Whole(var number) -> number;
            case Json.Real(var number) -> number;
            case Json.Big(var number) -> number.doubleValue();
            case Json.Arr(var items) -> list(items);
            case Json.Obj(var members) ->
                    members.entrySet().stream()
                            .filter(member -> member.getValue() != Json.Literal.NULL)
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey, member -> value(member.getValue())));
        };
    }

    private static List<Object> list(List<Json> items) {
        return items.stream().filter(item -> item != Json.Literal.NULL).map(Facts::value).toList();
    }
}
