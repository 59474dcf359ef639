package city.wutong.jsonld;

import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the simplified temporal representation (clause 4.5.9): an attribute whose pairs of value
/// and time stand in `values`, `objects` and so on becomes the array of instances that it stands
/// for (4.5.7). What is normalized stays as it is.
public final class TemporalForm {
    private TemporalForm() {}

    /// The document in the normalized temporal representation.
    public static Json normalized(Json document) {
        if (!(document instanceof Json.Obj(var members))) {
            return document;
        }
        var all = new LinkedHashMap<String, Json>();
        members.forEach((name, value) -> all.put(name, attribute(value)));
        return Json.object(all);
    }

    private static Json attribute(Json value) {
        return switch (value) {
            case Json.Obj object -> {
                var instances = instances(object);
                yield instances == null ? object : Json.array(instances);
            }
            case Json.Arr(var items) -> {
                var all = new ArrayList<Json>();
                for (var item : items) {
                    var instances = item instanceof Json.Obj object ? instances(object) : null;
                    if (instances == null) {
                        all.add(item);
                    } else {
                        all.addAll(instances);
                    }
                }
                yield Json.array(all);
            }
            case Json.Str _, Json.Num _, Json.Literal _ -> value;
        };
    }

    private static @Nullable List<Json> instances(Json.Obj object) {
        var kind =
                object.get("type").orElse(object) instanceof Json.Str(var term)
                        ? AttributeKind.ofTerm(term).orElse(null)
                        : null;
        if (kind == null
                || !(object.get(kind.contentMember() + "s").orElse(object)
                        instanceof Json.Arr(var pairs))) {
            return null;
        }
        var instances = new ArrayList<Json>();
        for (var pair : pairs) {
            if (!(pair instanceof Json.Arr(var parts)) || parts.size() != 2) {
                return null;
            }
            instances.add(instance(object, kind, parts));
        }
        return instances;
    }

    private static Json instance(Json.Obj object, AttributeKind kind, List<Json> parts) {
        var member = kind.contentMember();
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of(kind.term()));
        members.put(member, content(parts.get(0), member));
        members.put("observedAt", parts.get(1));
        object.get("datasetId").ifPresent(dataset -> members.put("datasetId", dataset));
        return Json.object(members);
    }

    /// Some kinds stand within an object that names their content.
    private static Json content(Json value, String member) {
        boolean isWrapped =
                value instanceof Json.Obj(Map<String, Json> members)
                        && members.size() == 1
                        && members.containsKey(member);
        return isWrapped ? ((Json.Obj) value).get(member).orElse(value) : value;
    }
}
