package city.wutong.jsonld;

import static city.wutong.jsonld.Documents.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.jsonld.Join.Style;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import city.wutong.refusal.Refused;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Clause 4.5.23.
class LinkedWriterTest {
    private final Map<String, Entity> city = new HashMap<>();

    private Entity has(String id, String members) {
        var entity =
                Documents.stored(
                        Documents.read(
                                Purpose.WHOLE,
                                "{'id': 'urn:%s', 'type': 'Building'%s}".formatted(id, members)));
        city.put(entity.id(), entity);
        return entity;
    }

    private static String to(String relationship, String... ids) {
        var objects =
                List.of(ids).stream()
                        .map(id -> "'urn:" + id + "'")
                        .collect(Collectors.joining(","));
        return ", '%s': {'type': 'Relationship', 'object': %s}"
                .formatted(relationship, ids.length == 1 ? objects : "[" + objects + "]");
    }

    private Json shown(Join join, Representation representation, Entity... asked) {
        var written =
                new LinkedWriter(Documents.CITY, join, id -> Optional.ofNullable(city.get(id)))
                        .write(List.of(asked), representation);
        return JsonContent.array(written.stream().map(LinkedWriter.Written::content).toList())
                .tree();
    }

    private static Join inline(int levels) {
        return new Join(Style.INLINE, levels, Set.of());
    }

    private static Join flat(int levels) {
        return new Join(Style.FLAT, levels, Set.of());
    }

    private static Representation simplified(String pick) {
        return Representation.of(Form.SIMPLIFIED)
                .with(
                        new Selection(
                                Set.of(),
                                Projection.parse("pick", pick, Documents.CITY::expand),
                                Projection.NONE,
                                Set.of()));
    }

    @Test
    void inline_a_linked_entity_stands_in_its_relationship() {
        var house = has("house", to("in", "town"));
        has("town", ", 'speed': 1");
        assertThat(shown(inline(1), Representation.NORMALIZED, house))
                .isEqualTo(
                        json(
                                """
                                [{'id': 'urn:house', 'type': 'Building',
                                  'in': {'type': 'Relationship', 'object': 'urn:town',
                                    'entity': {'id': 'urn:town', 'type': 'Building',
                                      'speed': {'type': 'Property', 'value': 1}}}}]
                                """));
        assertThat(shown(inline(1), Representation.of(Form.SIMPLIFIED), house))
                .isEqualTo(
                        json(
                                """
                                [{'id': 'urn:house', 'type': 'Building',
                                  'in': {'id': 'urn:town', 'type': 'Building', 'speed': 1}}]
                                """));
        assertThat(shown(inline(1), Representation.of(Form.CONCISE), house))
                .isEqualTo(
                        json(
                                """
                                [{'id': 'urn:house', 'type': 'Building',
                                  'in': {'object': 'urn:town',
                                    'entity': {'id': 'urn:town', 'type': 'Building', 'speed': 1}}}]
                                """));
    }

    @Test
    void several_targets_and_lists_keep_their_order_and_what_is_not_here_stays_a_uri() {
        var line =
                has(
                        "line",
                        to("at", "b", "gone", "a")
                                + ", 'stops': {'type': 'ListRelationship', 'objectList': ['urn:b','urn:a']}");
        has("a", "");
        has("b", "");
        var shown =
                (Json.Obj)
                        ((Json.Arr) shown(inline(1), Representation.NORMALIZED, line))
                                .items()
                                .getFirst();
        assertThat(shown.get("at").orElseThrow())
                .isEqualTo(
                        json(
                                """
                                {'type': 'Relationship', 'object': ['urn:b','urn:gone','urn:a'],
                                 'entity': [{'id': 'urn:b', 'type': 'Building'},
                                            {'id': 'urn:a', 'type': 'Building'}]}
                                """));
        assertThat(shown.get("stops").orElseThrow())
                .isEqualTo(
                        json(
                                """
                                {'type': 'ListRelationship',
                                 'objectList': [{'object': 'urn:b'}, {'object': 'urn:a'}],
                                 'entityList': [{'id': 'urn:b', 'type': 'Building'},
                                                {'id': 'urn:a', 'type': 'Building'}]}
                                """));
        assertThat(shown(inline(1), simplified("at"), line))
                .isEqualTo(
                        json(
                                """
                                [{'at': [{'id': 'urn:b', 'type': 'Building'}, 'urn:gone',
                                         {'id': 'urn:a', 'type': 'Building'}]}]
                                """));
    }

    @Test
    void links_are_followed_as_far_as_asked_and_circles_end() {
        var a = has("a", to("next", "b"));
        has("b", to("next", "c"));
        has("c", to("next", "a"));
        assertThat(shown(inline(1), simplified("next"), a))
                .isEqualTo(
                        json("[{'next': {'id': 'urn:b', 'type': 'Building', 'next': 'urn:c'}}]"));
        assertThat(shown(inline(10), simplified("next"), a))
                .isEqualTo(
                        json(
                                """
                                [{'next': {'id': 'urn:b', 'type': 'Building',
                                  'next': {'id': 'urn:c', 'type': 'Building', 'next': 'urn:a'}}}]
                                """));
        assertThat(ids(shown(flat(10), Representation.NORMALIZED, a)))
                .containsExactly("urn:a", "urn:b", "urn:c");
    }

    private static List<String> ids(Json shown) {
        return ((Json.Arr) shown)
                .items().stream()
                        .map(item -> ((Json.Str) ((Json.Obj) item).get("id").orElseThrow()).value())
                        .toList();
    }

    @Test
    void flat_each_is_shown_once_nearest_first_after_those_asked_for() {
        var a = has("a", to("by", "far", "town"));
        var b = has("b", to("by", "town") + to("to", "a"));
        has("town", to("by", "land"));
        has("far", to("by", "land"));
        has("land", "");
        assertThat(ids(shown(flat(2), Representation.NORMALIZED, a, b)))
                .containsExactly("urn:a", "urn:b", "urn:far", "urn:town", "urn:land");
        assertThat(ids(shown(flat(1), Representation.NORMALIZED, b)))
                .containsExactly("urn:b", "urn:town", "urn:a");
    }

    @Test
    void what_the_asker_knows_is_not_shown_again() {
        var a = has("a", to("by", "town"));
        has("town", "");
        var known = Set.of("urn:town");
        var inline = new Join(Style.INLINE, 1, known);
        assertThat(shown(inline, Representation.NORMALIZED, a))
                .isEqualTo(shown(Join.NONE, Representation.NORMALIZED, a));
        assertThat(ids(shown(new Join(Style.FLAT, 1, known), Representation.NORMALIZED, a)))
                .containsExactly("urn:a");
    }

    @Test
    void pick_and_omit_reach_into_linked_entities() {
        var a = has("a", to("by", "town") + to("to", "other") + ", 'name': 'A'");
        has("town", to("by", "land") + ", 'name': 'T', 'speed': 2");
        has("land", ", 'name': 'L'");
        has("other", "");
        assertThat(shown(inline(2), simplified("name,by{name}"), a))
                .isEqualTo(json("[{'name': 'A', 'by': {'name': 'T'}}]"));
        assertThat(shown(flat(2), simplified("id,by{id}"), a))
                .isEqualTo(json("[{'id': 'urn:a', 'by': 'urn:town'}, {'id': 'urn:town'}]"));
        assertThat(ids(shown(flat(2), simplified("id,by"), a)))
                .containsExactly("urn:a", "urn:town", "urn:land");
        assertThat(shown(inline(1), simplified("id,by{unknown}"), a))
                .isEqualTo(json("[{'id': 'urn:a', 'by': 'urn:town'}]"));
        var omit =
                new Selection(
                        Set.of(),
                        Projection.NONE,
                        Projection.parse(
                                "omit",
                                "type,to,by{type,name,by{id,type}}",
                                Documents.CITY::expand),
                        Set.of());
        assertThat(shown(inline(2), Representation.of(Form.SIMPLIFIED).with(omit), a))
                .isEqualTo(
                        json(
                                """
                                [{'id': 'urn:a', 'name': 'A',
                                  'by': {'id': 'urn:town', 'speed': 2, 'by': {'name': 'L'}}}]
                                """));
    }

    @Test
    void a_relationship_of_an_attribute_is_not_followed() {
        var a = has("a", ", 'speed': {'type': 'Property', 'value': 1" + to("by", "b") + "}");
        has("b", "");
        assertThat(shown(inline(1), Representation.NORMALIZED, a))
                .isEqualTo(shown(Join.NONE, Representation.NORMALIZED, a));
        assertThat(ids(shown(flat(1), Representation.NORMALIZED, a))).containsExactly("urn:a");
    }

    @Test
    void an_entity_of_which_nothing_is_left_is_left_out() {
        assertThat(shown(flat(1), simplified("unknown"), has("a", to("by", "b")), has("b", "")))
                .isEqualTo(json("[]"));
    }

    @Test
    void more_links_than_an_answer_follows_are_refused() {
        var many =
                IntStream.range(0, LinkedWriter.MOST_LINKS)
                        .mapToObj(i -> "e" + i)
                        .toArray(String[]::new);
        for (var id : many) {
            has(id, "");
        }
        var hub = has("hub", to("by", many));
        assertThat(ids(shown(flat(1), Representation.NORMALIZED, hub)))
                .hasSize(LinkedWriter.MOST_LINKS + 1);
        var more = has("more", to("by", many) + to("to", "gone"));
        for (var join : List.of(inline(1), flat(1))) {
            assertThatThrownBy(() -> shown(join, Representation.NORMALIZED, more))
                    .isInstanceOfSatisfying(
                            Refused.class,
                            refused ->
                                    assertThat(refused.refusal().reason())
                                            .isEqualTo(ShownReason.LINKED_TOO_MANY));
        }
    }
}
