package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.query.EntityQuery;
import city.wutong.query.TypeSelection;
import city.wutong.refusal.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeciderTest {
    private static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Instant FAR = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final String ID = "urn:ngsi-ld:Room:1";

    private final Decider decider = new Decider(NOW);

    // Create, upsert, replace

    @Test
    void an_entity_is_created_with_its_attributes() {
        var decision =
                decider.decide(
                        Optional.empty(),
                        new Operation.Create(ID, entity(List.of("Room"), value("a", 1))));
        assertThat(decision.outcome()).isEqualTo(new Outcome.Created(ID));
        assertThat(decision.changes())
                .containsExactly(
                        new Change.Created(List.of("Room"), List.of(), null),
                        new Change.Set(value("a", 1).instance(NOW, NOW)));
    }

    @Test
    void what_exists_is_not_created_again() {
        assertRefused(
                decide(new Operation.Create(ID, entity(List.of("Room")))),
                ContextReason.ENTITY_EXISTS);
    }

    @Test
    void nothing_is_created_from_a_part() {
        var patch = entity(List.of("Room"), part("a", null, NOON));
        assertRefused(
                decider.decide(Optional.empty(), new Operation.Create(ID, patch)),
                ContextReason.ATTRIBUTE_PARTIAL);
    }

    @Test
    void an_upsert_creates_updates_or_replaces() {
        var patch = entity(List.of("Room"), value("b", 7));
        assertThat(
                        decider.decide(Optional.empty(), new Operation.Upsert(ID, patch, true))
                                .outcome())
                .isEqualTo(new Outcome.Created(ID));
        assertThat(after(new Operation.Upsert(ID, patch, false)).attributeNames())
                .containsExactly("a", "b");
        assertThat(after(new Operation.Upsert(ID, patch, true)).attributeNames())
                .containsExactly("b");
    }

    @Test
    void a_replacement_takes_away_what_it_does_not_name_and_keeps_the_creation() {
        var patch = new EntityPatch(null, List.of("Hall"), null, null, List.of(value("b", 7)));
        var after = after(new Operation.Replace(ID, patch));
        assertThat(after.types()).containsExactly("Hall");
        assertThat(after.scopes()).isEmpty();
        assertThat(after.expiresAt()).isNull();
        assertThat(after.attributeNames()).containsExactly("b");
        assertThat(after.createdAt()).isEqualTo(CREATED);
        assertThat(after.modifiedAt()).isEqualTo(NOW);
    }

    @Test
    void a_replacement_that_says_the_same_of_the_entity_does_not_describe_it_anew() {
        var present = present();
        var patch =
                new EntityPatch(
                        null,
                        present.types(),
                        present.scopes(),
                        present.expiresAt(),
                        List.of(value("a", 2)));
        assertThat(decide(new Operation.Replace(ID, patch)).changes())
                .singleElement()
                .isInstanceOf(Change.Set.class);
    }

    // Whom it is for, and what of it goes

    @Test
    void an_entity_that_is_not_asked_for_counts_as_not_there() {
        var halls = TypeSelection.parse("Hall", name -> name);
        var query = new EntityQuery(Set.of(), null, halls, Set.of(), null, null, null);
        var update = new Operation.Update(ID, entity(List.of(), value("a", 9)));
        assertRefused(decide(new Operation.Where(query, update)), ContextReason.ENTITY_UNKNOWN);
        var rooms = TypeSelection.parse("Room", name -> name);
        var found = new EntityQuery(Set.of(), null, rooms, Set.of(), null, null, null);
        assertThat(decide(new Operation.Where(found, update)).changes()).hasSize(1);
    }

    @Test
    void a_purge_drops_the_named_attributes_or_keeps_only_them() {
        var more = entity(List.of(), value("b", 1), value("c", 1));
        var full = apply(present(), new Operation.Append(ID, more, true));
        assertThat(apply(full, new Operation.Reduce(ID, Set.of("b"), false)).attributeNames())
                .containsExactly("a", "c");
        assertThat(apply(full, new Operation.Reduce(ID, Set.of("b"), true)).attributeNames())
                .containsExactly("b");
    }

    @Test
    void an_append_without_overwrite_adds_scopes_and_an_update_only_replaces_them() {
        var more = new EntityPatch(null, List.of(), List.of("/B"), null, List.of());
        assertThat(after(new Operation.Append(ID, more, false)).scopes())
                .containsExactly("/old", "/B");
        assertThat(after(new Operation.Append(ID, more, true)).scopes()).containsExactly("/B");
        assertThat(after(new Operation.Update(ID, more)).scopes()).containsExactly("/B");
    }

    @Test
    void an_update_gives_no_scope_to_an_entity_that_has_none_and_says_so() {
        var bare = apply(present(), new Operation.DeleteAttribute(ID, Entity.SCOPE, null, false));
        assertThat(bare.scopes()).isEmpty();
        var more = new EntityPatch(null, List.of(), List.of("/B"), null, List.of());
        var decision = decider.decide(Optional.of(bare), new Operation.Update(ID, more));
        assertThat(decision.changes()).isEmpty();
        assertThat(((Outcome.Updated) decision.outcome()).notUpdated())
                .extracting(Outcome.NotUpdated::name)
                .containsExactly(Entity.SCOPE);
    }

    // Append, update

    @Test
    void an_append_without_overwrite_leaves_what_is_there() {
        var decision =
                decide(
                        new Operation.Append(
                                ID, entity(List.of(), value("a", 9), value("b", 9)), false));
        var updated = (Outcome.Updated) decision.outcome();
        assertThat(updated.updated()).containsExactly("b");
        assertThat(updated.notUpdated())
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.name()).isEqualTo("a");
                    assertThat(left.refusal().reason()).isEqualTo(ContextReason.ATTRIBUTE_EXISTS);
                });
        assertThat(decision.changes()).hasSize(1);
    }

    @Test
    void an_overwritten_attribute_keeps_its_creation_and_its_place() {
        var after = after(new Operation.Append(ID, entity(List.of(), value("a", 9)), true));
        var a = after.attribute("a", null).orElseThrow();
        assertThat(a.content()).isEqualTo(Json.of(9));
        assertThat(a.createdAt()).isEqualTo(CREATED);
        assertThat(a.modifiedAt()).isEqualTo(NOW);
        assertThat(after.attributes().getFirst()).isEqualTo(a);
    }

    @Test
    void instances_of_one_name_are_told_apart_by_dataset_and_stand_side_by_side() {
        var dataset = Generated.patch("a", "urn:d:1", Json.of(5), null);
        var after =
                after(new Operation.Append(ID, entity(List.of(), value("b", 1), dataset), true));
        assertThat(after.attributes())
                .extracting(Attribute::name, Attribute::datasetId)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("a", null),
                        org.assertj.core.groups.Tuple.tuple("a", "urn:d:1"),
                        org.assertj.core.groups.Tuple.tuple("b", null));
        assertThat(after.attribute("a", null).orElseThrow().content()).isEqualTo(Json.of(1));
    }

    @Test
    void an_update_appends_replaces_and_deletes() {
        var patch = entity(List.of(), value("b", 2), AttributePatch.deletion("a", null));
        var after = after(new Operation.Update(ID, patch));
        assertThat(after.attributeNames()).containsExactly("b");
    }

    @Test
    void deleting_an_attribute_that_is_not_there_leaves_the_others_updated() {
        var patch = entity(List.of(), value("b", 2), AttributePatch.deletion("x", null));
        var updated = (Outcome.Updated) decide(new Operation.Update(ID, patch)).outcome();
        assertThat(updated.updated()).containsExactly("b");
        assertThat(updated.notUpdated().getFirst().refusal().reason())
                .isEqualTo(ContextReason.ATTRIBUTE_UNKNOWN);
    }

    @Test
    void types_only_grow_and_scopes_are_replaced() {
        var patch = new EntityPatch(null, List.of("Hall"), List.of("/x"), null, List.of());
        var after = after(new Operation.Update(ID, patch));
        assertThat(after.types()).containsExactly("Room", "Hall");
        assertThat(after.scopes()).containsExactly("/x");
        assertThat(after.expiresAt()).isEqualTo(FAR);
        assertThat(decide(new Operation.Update(ID, entity(List.of("Room")))).changes()).isEmpty();
    }

    @Test
    void ngsi_ld_null_takes_the_expiry_away() {
        var never = new EntityPatch(null, List.of(), null, EntityPatch.NEVER, List.of());
        assertThat(after(new Operation.Update(ID, never)).expiresAt()).isNull();
        assertThat(after(new Operation.Merge(ID, never)).expiresAt()).isNull();
    }

    // Merge, partial update, replace and delete of attributes

    @Test
    void a_merge_of_nothing_deletes_nothing() {
        var patch = entity(List.of(), AttributePatch.deletion("x", null));
        var decision = decide(new Operation.Merge(ID, patch));
        assertThat(decision.changes()).isEmpty();
        assertThat(decision.outcome()).isEqualTo(new Outcome.Updated(ID, List.of(), List.of()));
    }

    @Test
    void a_merge_deletes_merges_and_creates() {
        var patch = entity(List.of(), AttributePatch.deletion("a", null), value("b", 3));
        assertThat(after(new Operation.Merge(ID, patch)).attributeNames()).containsExactly("b");
        var part = entity(List.of(), part("a", null, NOW));
        var a = after(new Operation.Merge(ID, part)).attribute("a", null).orElseThrow();
        assertThat(a.observedAt()).isEqualTo(NOW);
        assertThat(a.content()).isEqualTo(Json.of(1));
    }

    @Test
    void a_merge_that_would_leave_half_an_attribute_changes_nothing() {
        var patch = entity(List.of(), value("a", 3), part("b", null, NOW));
        assertRefused(decide(new Operation.Merge(ID, patch)), ContextReason.ATTRIBUTE_PARTIAL);
    }

    @Test
    void a_partial_update_changes_what_it_names() {
        var a =
                after(new Operation.PartialUpdate(ID, part("a", null, NOW)))
                        .attribute("a", null)
                        .orElseThrow();
        assertThat(a.content()).isEqualTo(Json.of(1));
        assertThat(a.observedAt()).isEqualTo(NOW);
        assertThat(a.modifiedAt()).isEqualTo(NOW);
    }

    @Test
    void a_partial_update_keeps_the_kind() {
        var word =
                new AttributePatch(
                        "a",
                        null,
                        AttributeKind.VOCAB_PROPERTY,
                        Json.of("x"),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of());
        assertRefused(decide(new Operation.PartialUpdate(ID, word)), ContextReason.ATTRIBUTE_KIND);
    }

    @Test
    void a_partial_update_can_delete_the_instance() {
        var patch = AttributePatch.deletion("a", null);
        assertThat(after(new Operation.PartialUpdate(ID, patch)).attributes()).isEmpty();
    }

    @Test
    void an_instance_that_is_not_there_is_not_changed() {
        for (var operation :
                List.of(
                        new Operation.PartialUpdate(ID, value("x", 1)),
                        new Operation.ReplaceAttribute(ID, value("x", 1)),
                        new Operation.ReplaceAttribute(
                                ID, Generated.patch("a", "urn:d:1", Json.of(1), null)),
                        new Operation.DeleteAttribute(ID, "x", null, false),
                        new Operation.DeleteAttribute(ID, "x", null, true),
                        new Operation.DeleteAttribute(ID, "a", "urn:d:1", false))) {
            assertRefused(decide(operation), ContextReason.ATTRIBUTE_UNKNOWN);
        }
    }

    @Test
    void a_replaced_attribute_is_whole() {
        var after = after(new Operation.ReplaceAttribute(ID, value("a", 4)));
        assertThat(after.attribute("a", null).orElseThrow().observedAt()).isNull();
        assertRefused(
                decide(new Operation.ReplaceAttribute(ID, part("a", null, NOW))),
                ContextReason.ATTRIBUTE_PARTIAL);
    }

    @Test
    void one_instance_or_all_are_deleted() {
        var two =
                apply(
                        present(),
                        new Operation.Append(
                                ID,
                                entity(
                                        List.of(),
                                        Generated.patch("a", "urn:d:1", Json.of(5), null)),
                                true));
        assertThat(apply(two, new Operation.DeleteAttribute(ID, "a", null, false)).attributes())
                .singleElement()
                .extracting(Attribute::datasetId)
                .isEqualTo("urn:d:1");
        assertThat(apply(two, new Operation.DeleteAttribute(ID, "a", null, true)).attributes())
                .isEmpty();
    }

    @Test
    void an_entity_is_deleted_with_one_change() {
        var decision = decide(new Operation.Delete(ID));
        assertThat(decision.changes()).containsExactly(new Change.Ended());
        assertThat(decision.outcome()).isEqualTo(new Outcome.Deleted(ID));
    }

    @Test
    void what_is_not_there_is_not_changed() {
        for (var operation :
                List.of(
                        new Operation.Append(ID, entity(List.of()), true),
                        new Operation.Update(ID, entity(List.of())),
                        new Operation.Merge(ID, entity(List.of())),
                        new Operation.Replace(ID, entity(List.of("Room"))),
                        new Operation.PartialUpdate(ID, value("a", 1)),
                        new Operation.ReplaceAttribute(ID, value("a", 1)),
                        new Operation.DeleteAttribute(ID, "a", null, true),
                        new Operation.Delete(ID))) {
            assertRefused(
                    decider.decide(Optional.empty(), operation), ContextReason.ENTITY_UNKNOWN);
        }
    }

    // Readings

    @Test
    void a_reading_makes_the_entity() {
        var reading = new Operation.Read(ID, entity(List.of("Room"), value("a", 1)));
        assertThat(decider.decide(Optional.empty(), reading).outcome())
                .isEqualTo(new Outcome.Created(ID));
    }

    @Test
    void a_late_reading_goes_into_history_only() {
        var late = Generated.patch("a", null, Json.of(8), NOON.minusSeconds(1));
        var decision = decide(new Operation.Read(ID, entity(List.of("Room"), late)));
        assertThat(decision.changes()).containsExactly(new Change.Late(late.instance(NOW, NOW)));
        assertThat(evolved(present(), decision)).isEqualTo(present());
    }

    @Test
    void of_readings_of_one_moment_the_later_to_come_wins() {
        var same = Generated.patch("a", null, Json.of(8), NOON);
        assertThat(
                        after(new Operation.Read(ID, entity(List.of("Room"), same)))
                                .attribute("a", null)
                                .orElseThrow()
                                .content())
                .isEqualTo(Json.of(8));
    }

    @Test
    void a_reading_without_a_time_is_of_now() {
        assertThat(
                        after(new Operation.Read(ID, entity(List.of("Room"), value("a", 8))))
                                .attribute("a", null)
                                .orElseThrow()
                                .content())
                .isEqualTo(Json.of(8));
    }

    @Test
    void a_plain_write_turns_the_present_back_as_the_standard_has_it() {
        var old = Generated.patch("a", null, Json.of(8), NOON.minusSeconds(1));
        assertThat(
                        after(new Operation.Update(ID, entity(List.of(), old)))
                                .attribute("a", null)
                                .orElseThrow()
                                .content())
                .isEqualTo(Json.of(8));
    }

    // Bounds and validity

    @Test
    void an_entity_has_a_limit_of_instances() {
        var many = new ArrayList<AttributePatch>();
        for (int i = 0; i < Safeguards.MOST_INSTANCES; i++) {
            many.add(value("n" + i, i));
        }
        var patch = new EntityPatch(null, List.of("Room"), null, null, many);
        assertThat(decider.decide(Optional.empty(), new Operation.Create(ID, patch)).outcome())
                .isEqualTo(new Outcome.Created(ID));
        assertRefused(
                decide(new Operation.Append(ID, patch, true)), ContextReason.TOO_MANY_ATTRIBUTES);
        assertThat(decide(new Operation.Replace(ID, patch)).outcome())
                .isInstanceOf(Outcome.Updated.class);
    }

    @Test
    void what_is_no_geometry_is_not_let_in_as_one() {
        var nowhere =
                new AttributePatch(
                        "place",
                        null,
                        AttributeKind.GEO_PROPERTY,
                        Json.of("here"),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of());
        var patch = entity(List.of("Room"), nowhere);
        for (var operation :
                List.of(
                        new Operation.Append(ID, patch, true),
                        new Operation.Merge(ID, patch),
                        new Operation.Replace(ID, patch))) {
            assertThat(decide(operation).outcome()).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(decider.decide(Optional.empty(), new Operation.Create(ID, patch)).outcome())
                .isInstanceOf(Outcome.Refused.class);
    }

    // Words

    /// A room with `a` = 1, observed at noon.
    private static Entity present() {
        var a = Generated.patch("a", null, Json.of(1), NOON).instance(CREATED, CREATED);
        return new Entity(
                1, ID, List.of("Room"), List.of("/old"), List.of(a), CREATED, CREATED, FAR, 5);
    }

    private Decision decide(Operation operation) {
        return decider.decide(Optional.of(present()), operation);
    }

    private Entity after(Operation operation) {
        return apply(present(), operation);
    }

    private Entity apply(Entity entity, Operation operation) {
        return evolved(entity, decider.decide(Optional.of(entity), operation));
    }

    private static Entity evolved(Entity entity, Decision decision) {
        assertThat(decision.outcome()).isNotInstanceOf(Outcome.Refused.class);
        var draft = Draft.of(entity);
        long seq = entity.seq();
        for (var what : decision.changes()) {
            draft.apply(new Change(++seq, 1, ID, what, NOW, Cause.outside("test")));
        }
        return draft.entity().orElseThrow();
    }

    private static void assertRefused(Decision decision, Reason reason) {
        assertThat(decision.changes()).isEmpty();
        assertThat(decision.outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused) decision.outcome()).refusal().reason()).isEqualTo(reason);
    }

    private static EntityPatch entity(List<String> types, AttributePatch... attributes) {
        return Town.patch(types, attributes);
    }

    private static AttributePatch value(String name, long value) {
        return Generated.patch(name, null, Json.of(value), null);
    }

    private static AttributePatch part(String name, @Nullable String dataset, Instant observedAt) {
        return Generated.patch(name, dataset, null, observedAt);
    }
}
