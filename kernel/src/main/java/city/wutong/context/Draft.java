package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An entity while changes are applied to it: the one place where the present evolves from changes.
final class Draft {
    private final long number;
    private final String id;
    private List<String> types;
    private List<String> scopes;
    private final ArrayList<Attribute> attributes;
    private Instant createdAt;
    private Instant modifiedAt;
    private @Nullable Instant expiresAt;
    private long seq;
    private boolean alive;

    private Draft(long number, String id, List<Attribute> attributes, Instant now) {
        this.number = number;
        this.id = id;
        this.attributes = new ArrayList<>(attributes);
        this.types = List.of();
        this.scopes = List.of();
        this.createdAt = now;
        this.modifiedAt = now;
    }

    static Draft of(Entity entity) {
        var draft =
                new Draft(entity.number(), entity.id(), entity.attributes(), entity.createdAt());
        draft.types = entity.types();
        draft.scopes = entity.scopes();
        draft.modifiedAt = entity.modifiedAt();
        draft.expiresAt = entity.expiresAt();
        draft.seq = entity.seq();
        draft.alive = true;
        return draft;
    }

    static Draft unborn(long number, String id, Instant now) {
        return new Draft(number, id, List.of(), now);
    }

    void apply(Change change) {
        switch (change.what()) {
            case Change.Created(var types, var scopes, var expiresAt) -> {
                alive = true;
                createdAt = change.at();
                describe(types, scopes, expiresAt);
            }
            case Change.Described(var types, var scopes, var expiresAt) ->
                    describe(types, scopes, expiresAt);
            case Change.Set(var attribute) -> set(attribute);
            case Change.Unset(var name, var datasetId) ->
                    attributes.removeIf(attribute -> attribute.is(name, datasetId));
            case Change.Ended() -> alive = false;
            case Change.Erased() -> {
                alive = false;
                attributes.clear(); // it may begin anew
            }
            case Change.Late _, Change.Edited _, Change.Blank _ -> {
                return;
            }
        }
        modifiedAt = change.at();
        seq = change.seq();
    }

    private void describe(List<String> types, List<String> scopes, @Nullable Instant expiresAt) {
        this.types = types;
        this.scopes = scopes;
        this.expiresAt = expiresAt;
    }

    private void set(Attribute attribute) {
        int sameName = -1;
        for (int i = 0; i < attributes.size(); i++) {
            var present = attributes.get(i);
            if (present.is(attribute.name(), attribute.datasetId())) {
                attributes.set(i, attribute);
                return;
            }
            if (present.name().equals(attribute.name())) {
                sameName = i;
            }
        }
        attributes.add(sameName < 0 ? attributes.size() : sameName + 1, attribute);
    }

    /// The entity as it is now, empty when it is not alive.
    Optional<Entity> entity() {
        return alive
                ? Optional.of(
                        new Entity(
                                number,
                                id,
                                types,
                                scopes,
                                attributes,
                                createdAt,
                                modifiedAt,
                                expiresAt,
                                seq))
                : Optional.empty();
    }
}
