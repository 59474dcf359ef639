package city.wutong.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.entity.AttributePatch.Member;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class EntityTest {
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    private static AttributePatch patch(
            String name, @Nullable String dataset, Set<Member> removed, AttributePatch... subs) {
        return new AttributePatch(
                name,
                dataset,
                AttributeKind.PROPERTY,
                Json.of(1),
                null,
                null,
                null,
                null,
                removed,
                List.of(subs));
    }

    private static Entity entity(AttributePatch... patches) {
        var attributes = List.of(patches).stream().map(patch -> patch.instance(NOW, NOW)).toList();
        return new Entity(1, "urn:x:1", List.of("A"), List.of(), attributes, NOW, NOW, null, 1);
    }

    @Test
    void an_entity_has_a_type() {
        assertThatThrownBy(() ->
                        new Entity(
                                1, "urn:x:1", List.of(), List.of(), List.of(), NOW, NOW, null, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void instances_are_found_by_name_and_dataset() {
        var entity =
                entity(
                        patch("a", null, Set.of()),
                        patch("a", "urn:d:1", Set.of()),
                        patch("b", null, Set.of()));
        assertThat(entity.attribute("a", "urn:d:1").orElseThrow().datasetId()).isEqualTo("urn:d:1");
        assertThat(entity.attribute("a", null).orElseThrow().datasetId()).isNull();
        assertThat(entity.attribute("a", "urn:d:2")).isEmpty();
        assertThat(entity.attribute("b", "urn:d:1")).isEmpty();
        assertThat(entity.instances("a")).hasSize(2);
        assertThat(entity.attributeNames()).containsExactly("a", "b");
        assertThat(entity.hasType("A")).isTrue();
        assertThat(entity.hasType("B")).isFalse();
    }

    @Test
    void only_what_is_whole_becomes_an_instance() {
        var part = patch("a", null, Set.of(Member.OBSERVED_AT));
        assertThat(part.isWhole()).isFalse();
        assertThatThrownBy(() -> part.instance(NOW, NOW)).isInstanceOf(IllegalStateException.class);
        var withPart = patch("a", null, Set.of(), AttributePatch.deletion("b", null));
        assertThat(withPart.isWhole()).isFalse();
        assertThatThrownBy(() -> withPart.instance(NOW, NOW))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_deletion_deletes_and_is_not_whole() {
        var deletion = AttributePatch.deletion("a", "urn:d:1");
        assertThat(deletion.deletes()).isTrue();
        assertThat(deletion.isWhole()).isFalse();
        assertThat(deletion.datasetId()).isEqualTo("urn:d:1");
    }

    @Test
    void most_attributes_share_their_lack_of_details() {
        assertThat(Attribute.Details.of(null, List.of(), null, List.of()))
                .isSameAs(Attribute.Details.NONE);
        assertThat(Attribute.Details.of("CEL", List.of(), null, List.of()).isEmpty()).isFalse();
    }

    @Test
    void each_kind_is_known_by_its_term() {
        for (var kind : AttributeKind.values()) {
            assertThat(AttributeKind.ofTerm(kind.term())).contains(kind);
        }
        assertThat(AttributeKind.ofTerm("Prop")).isEmpty();
    }

    /// Ordinals are stored.
    @Test
    void the_kinds_stand_in_the_order_in_which_they_are_stored() {
        assertThat(List.of(AttributeKind.values()))
                .extracting(AttributeKind::term)
                .startsWith(
                        "Property",
                        "GeoProperty",
                        "Relationship",
                        "LanguageProperty",
                        "VocabProperty",
                        "JsonProperty",
                        "ListProperty",
                        "ListRelationship");
    }
}
