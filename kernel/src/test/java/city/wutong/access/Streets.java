package city.wutong.access;

import city.wutong.access.Marks.Mark;
import city.wutong.access.Marks.OfType;
import city.wutong.context.Operation;
import city.wutong.context.Town;
import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;

/// A small city for tests of access: two towns of two grids each, three types of entities, and what
/// a naive reader of the contract would show of them.
final class Streets {
    static final String LOCATION = "https://uri.etsi.org/ngsi-ld/location";
    static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    /// `county` holds `west` and `east`; each town holds the grids 1 and 2. Only grids have land.
    static final Areas AREAS =
            new Areas(
                    List.of(
                            AreasTest.area("county", ""),
                            AreasTest.area("west", "county", "330483103"),
                            AreasTest.area("east", "county"),
                            AreasTest.shaped("west-1", "west", new Envelope(0, 1, 0, 1)),
                            AreasTest.shaped("west-2", "west", new Envelope(1, 2, 0, 1)),
                            AreasTest.shaped("east-1", "east", new Envelope(2, 3, 0, 1)),
                            AreasTest.shaped("east-2", "east", new Envelope(3, 4, 0, 1))));

    /// Which area a code that stands in an entity means.
    private static final Map<String, List<String>> AROUND =
            Map.of(
                    "county", List.of("county"),
                    "west", List.of("west", "county"),
                    "330483103", List.of("west", "county"),
                    "east", List.of("east", "county"),
                    "west-1", List.of("west-1", "west", "county"),
                    "west-2", List.of("west-2", "west", "county"),
                    "east-1", List.of("east-1", "east", "county"),
                    "east-2", List.of("east-2", "east", "county"));

    private static final List<String> GRIDS = List.of("west-1", "west-2", "east-1", "east-2");

    static final Marks MARKS =
            new Marks(
                    Map.of(
                            Town.name("A"),
                            new OfType(
                                    Map.of(
                                            Town.name("open"),
                                            mark(Sensitivity.OPEN),
                                            Town.name("phone"),
                                            new Mark(
                                                    Sensitivity.PERSONAL, Optional.of(Mask.MOBILE)),
                                            Town.name("ill"),
                                            mark(Sensitivity.SENSITIVE)),
                                    Set.of(Town.name("area"))),
                            Town.name("B"),
                            new OfType(
                                    Map.of(
                                            LOCATION,
                                            new Mark(
                                                    Sensitivity.SENSITIVE,
                                                    Optional.of(Mask.POSITION)),
                                            Town.name("open"),
                                            mark(Sensitivity.OPEN)),
                                    Set.of())));

    static final Policy POLICY = new Policy(MARKS, () -> AREAS);

    private Streets() {}

    private static Mark mark(Sensitivity sensitivity) {
        return new Mark(sensitivity, Optional.empty());
    }

    static Arbitrary<List<Operation>> entities() {
        var types =
                Arbitraries.of(
                        List.of("A"),
                        List.of("B"),
                        List.of("C"),
                        List.of("A", "B"),
                        List.of("B", "C"));
        var codes =
                Arbitraries.of("county", "west", "330483103", "east", "west-1", "east-2", "nowhere")
                        .injectNull(0.4);
        var entity =
                Combinators.combine(
                                types,
                                codes,
                                Arbitraries.integers().between(0, 9),
                                Arbitraries.integers().between(0, 63))
                        .as(Streets::patch);
        return entity.list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(patches -> {
                    var all = new ArrayList<Operation>();
                    for (int i = 0; i < patches.size(); i++) {
                        all.add(new Operation.Create("urn:e:" + i, patches.get(i)));
                    }
                    return all;
                });
    }

    /// @param has which attributes it has, by bits
    private static EntityPatch patch(List<String> types, @Nullable String code, int n, int has) {
        var attributes = new ArrayList<AttributePatch>();
        if (code != null) {
            attributes.add(property("area", Json.of(code)));
        }
        if ((has & 1) > 0) {
            attributes.add(property("open", Json.of(n)));
        }
        if ((has & 2) > 0) {
            attributes.add(property("inner", Json.of(n)));
        }
        if ((has & 4) > 0) {
            attributes.add(property("phone", Json.of("1381234123" + n)));
        }
        if ((has & 8) > 0) {
            attributes.add(property("ill", Json.of(n)));
        }
        if ((has & 16) > 0) {
            attributes.add(place((n * 0.4321) % 4.2));
        }
        return Town.patch(
                types.stream().map(Town::name).toList(), attributes.toArray(AttributePatch[]::new));
    }

    static AttributePatch property(String word, Json value) {
        return attribute(Town.name(word), AttributeKind.PROPERTY, value);
    }

    static AttributePatch place(double x) {
        var members = new LinkedHashMap<String, Json>();
        members.put("type", Json.of("Point"));
        members.put("coordinates", Json.array(List.of(Json.of(x), Json.of(0.50012345))));
        return attribute(LOCATION, AttributeKind.GEO_PROPERTY, Json.object(members));
    }

    private static AttributePatch attribute(String name, AttributeKind kind, Json value) {
        return new AttributePatch(
                name, null, kind, value, null, null, null, null, Set.of(), List.of());
    }

    static Arbitrary<Rights> rights() {
        var scopes =
                Arbitraries.of(
                        TypeScope.EVERY,
                        TypeScope.NONE,
                        TypeScope.of(Set.of(Town.name("A"))),
                        TypeScope.of(Set.of(Town.name("B"), Town.name("C"))));
        var opens =
                Arbitraries.of(
                        Set.of(Permission.READ_CONTEXT),
                        Set.of(Permission.READ_CONTEXT, Permission.WRITE_CONTEXT),
                        Set.of(Permission.READ_CONTEXT, Permission.LIFT_MASKS),
                        Set.of(Permission.LIFT_MASKS),
                        Set.of(Permission.READ_CASES));
        var holding =
                Combinators.combine(
                                opens,
                                scopes,
                                scopes,
                                Arbitraries.of(Sensitivity.values()),
                                Arbitraries.of(
                                        Holding.EVERY,
                                        "county",
                                        "west",
                                        "330483103",
                                        "east-2",
                                        "gone"))
                        .as((open, reads, writes, clear, area) ->
                                holding(open, reads, writes, clear, area));
        return holding.list().ofMaxSize(3).map(Streets::rights);
    }

    static Holding holding(
            Set<Permission> opens,
            TypeScope reads,
            TypeScope writes,
            Sensitivity clear,
            String area) {
        var role = new Role("r", new Text("r", "r"), opens, reads, writes, clear, Optional.empty());
        return new Holding(role, Holding.EVERY, area, Optional.empty());
    }

    static Rights rights(List<Holding> holdings) {
        return Rights.of(new Caller("person:1", Caller.Kind.PERSON, holdings), "default", NOW);
    }

    // What a naive reader would show

    private static Optional<String> areaOf(Entity entity) {
        var code =
                entity.hasType(Town.name("A"))
                        ? entity.attribute(Town.name("area"), null)
                        : Optional.<Attribute>empty();
        if (code.isPresent()) {
            return Optional.of(((Json.Str) code.get().content()).value())
                    .filter(AROUND::containsKey);
        }
        return entity.attribute(LOCATION, null)
                .map(place -> (Json.Obj) place.content())
                .map(place -> (Json.Arr) place.get("coordinates").orElseThrow())
                .map(place -> (int) Math.floor(((Json.Num) place.items().getFirst()).asDouble()))
                .filter(column -> column < GRIDS.size())
                .map(GRIDS::get);
    }

    static boolean means(Holding held, TypeScope types, Entity entity) {
        boolean isOfType =
                types.every() || entity.types().stream().anyMatch(types.names()::contains);
        var heldFor = held.area().equals("330483103") ? "west" : held.area();
        boolean isThere =
                held.area().equals(Holding.EVERY)
                        || areaOf(entity)
                                .filter(code ->
                                        AROUND.getOrDefault(code, List.of()).contains(heldFor))
                                .isPresent();
        return isOfType && isThere;
    }

    /// The entity as these rights show it.
    static Optional<Entity> shown(Rights rights, boolean lifted, Entity entity) {
        Optional<Sensitivity> clear = Optional.empty();
        for (var held : rights.holdings()) {
            if (held.role().opens().contains(Permission.READ_CONTEXT)
                    && means(held, held.role().reads(), entity)
                    && (clear.isEmpty() || held.role().clear().compareTo(clear.get()) > 0)) {
                clear = Optional.of(held.role().clear());
            }
        }
        if (clear.isEmpty()) {
            return Optional.empty();
        }
        for (var held : rights.holdings()) {
            if (lifted
                    && held.role().opens().contains(Permission.LIFT_MASKS)
                    && means(held, held.role().reads(), entity)) {
                clear = Optional.of(Sensitivity.SENSITIVE);
            }
        }
        var upTo = clear.get();
        var attributes =
                entity.attributes().stream()
                        .flatMap(each -> shown(entity, each, upTo).stream())
                        .toList();
        return Optional.of(
                new Entity(
                        entity.number(),
                        entity.id(),
                        entity.types(),
                        entity.scopes(),
                        attributes,
                        entity.createdAt(),
                        entity.modifiedAt(),
                        entity.expiresAt(),
                        entity.seq()));
    }

    private static Optional<Attribute> shown(Entity entity, Attribute attribute, Sensitivity upTo) {
        boolean isA = entity.hasType(Town.name("A"));
        boolean isB = entity.hasType(Town.name("B"));
        var name = attribute.name();
        var sensitivity = Sensitivity.INTERNAL;
        Optional<Mask> mask = Optional.empty();
        if (name.equals(Town.name("open")) && (isA || isB)) {
            sensitivity = Sensitivity.OPEN;
        } else if (name.equals(Town.name("phone")) && isA) {
            sensitivity = Sensitivity.PERSONAL;
            mask = Optional.of(Mask.MOBILE);
        } else if (name.equals(Town.name("ill")) && isA) {
            sensitivity = Sensitivity.SENSITIVE;
        } else if (name.equals(LOCATION) && isB) {
            sensitivity = Sensitivity.SENSITIVE;
            mask = Optional.of(Mask.POSITION);
        }
        if (sensitivity.compareTo(upTo) <= 0) {
            return Optional.of(attribute);
        }
        return upTo == Sensitivity.OPEN
                ? Optional.empty()
                : mask.flatMap(each -> each.on(attribute));
    }
}
