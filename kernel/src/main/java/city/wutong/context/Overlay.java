package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a group has decided so far, over what is committed. It is shown to nobody before the
/// commit, and dropped when the commit fails.
final class Overlay {
    private final Context context;
    private final Map<String, Optional<Entity>> decided = new LinkedHashMap<>();
    private final Map<String, Once> once = new HashMap<>();
    private long growth;

    Overlay(Context context) {
        this.context = context;
    }

    Optional<Entity> entity(String id) {
        var pending = decided.get(id);
        return pending == null ? context.entity(id) : pending;
    }

    void put(String id, Optional<Entity> after, long grownBy) {
        decided.put(id, after);
        growth += grownBy;
    }

    void applied(Once name) {
        once.put(name.source(), name);
    }

    Optional<Once> lastApplied(String source) {
        return Optional.ofNullable(once.get(source));
    }

    Map<String, Once> applied() {
        return once;
    }

    /// Bytes by which the entities will have grown.
    long growth() {
        return growth;
    }

    /// What the group does to each entity it touches.
    List<Context.Transition> transitions() {
        return decided.entrySet().stream()
                .map(entry ->
                        new Context.Transition(context.entity(entry.getKey()), entry.getValue()))
                .toList();
    }
}
