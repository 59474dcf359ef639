package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonMalformed;
import city.wutong.json.JsonReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MergeTest {
    private static final Instant BEFORE = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");

    /// RFC 7396, Appendix A, with NGSI-LD Null where a patch has null.
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'a':'b'}|{'a':'c'}|{'a':'c'}",
                "{'a':'b'}|{'b':'c'}|{'a':'b','b':'c'}",
                "{'a':'b'}|{'a':NULL}|{}",
                "{'a':'b','b':'c'}|{'a':NULL}|{'b':'c'}",
                "{'a':['b']}|{'a':'c'}|{'a':'c'}",
                "{'a':'c'}|{'a':['b']}|{'a':['b']}",
                "{'a':{'b':'c'}}|{'a':{'b':'d','c':NULL}}|{'a':{'b':'d'}}",
                "{'a':[{'b':'c'}]}|{'a':[1]}|{'a':[1]}",
                "['a','b']|['c','d']|['c','d']",
                "{'a':'b'}|['c']|['c']",
                "{'a':'foo'}|'bar'|'bar'",
                "{'e':null}|{'a':1}|{'e':null,'a':1}",
                "[1,2]|{'a':'b','c':NULL}|{'a':'b'}",
                "{}|{'a':{'bb':{'ccc':NULL}}}|{'a':{'bb':{}}}"
            })
    void the_examples_of_rfc_7396_hold(String present, String patch, String merged) {
        assertThat(Merge.mergedContent(json(present), json(patch))).isEqualTo(json(merged));
    }

    @Provide
    Arbitrary<Json> contents() {
        return Generated.mergeable();
    }

    @Property
    void a_merge_does_what_the_algorithm_of_rfc_7396_does(
            @ForAll("contents") Json present, @ForAll("contents") Json patch) {
        assertThat(Merge.mergedContent(present, patch)).isEqualTo(rfc7396(present, patch));
    }

    @Property
    void merging_the_same_twice_changes_nothing_more(
            @ForAll("contents") Json present, @ForAll("contents") Json patch) {
        var once = Merge.mergedContent(present, patch);
        assertThat(Merge.mergedContent(once, patch)).isEqualTo(once);
    }

    /// MergePatch of the RFC's section 2, line by line.
    private static Json rfc7396(@Nullable Json target, Json patch) {
        if (!(patch instanceof Json.Obj(var changes))) {
            return patch;
        }
        var result = new LinkedHashMap<String, Json>();
        if (target instanceof Json.Obj(var members)) {
            result.putAll(members);
        }
        for (var change : changes.entrySet()) {
            if (change.getValue().equals(AttributePatch.NULL)) {
                result.remove(change.getKey());
            } else {
                result.put(
                        change.getKey(), rfc7396(result.get(change.getKey()), change.getValue()));
            }
        }
        return Json.object(result);
    }

    @Test
    void what_a_merge_does_not_name_stays() {
        var merged = merged(whole(), part(null, Set.of(), List.of()));
        assertThat(merged.content()).isEqualTo(whole().content());
        assertThat(merged.observedAt()).isEqualTo(BEFORE);
        assertThat(merged.unitCode()).isEqualTo("CEL");
        assertThat(merged.createdAt()).isEqualTo(BEFORE);
        assertThat(merged.modifiedAt()).isEqualTo(NOW);
        assertThat(merged.attributes()).isEqualTo(whole().attributes());
    }

    @Test
    void ngsi_ld_null_removes_members() {
        var gone =
                Set.of(Member.OBSERVED_AT, Member.UNIT_CODE, Member.EXPIRES_AT, Member.OBJECT_TYPE);
        var merged = merged(whole(), part(null, gone, List.of()));
        assertThat(merged.observedAt()).isNull();
        assertThat(merged.details().isEmpty()).isFalse();
        assertThat(merged.unitCode()).isNull();
    }

    @Test
    void a_merge_reaches_into_attributes_of_the_attribute() {
        var sub =
                new AttributePatch(
                        "accuracy",
                        null,
                        null,
                        json("{'y':2}"),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of());
        var merged = merged(whole(), part(null, Set.of(), List.of(sub)));
        assertThat(merged.attributes())
                .singleElement()
                .extracting(Attribute::content)
                .isEqualTo(json("{'x':1,'y':2}"));
        var bare =
                merged(
                        merged,
                        part(null, Set.of(), List.of(AttributePatch.deletion("accuracy", null))));
        assertThat(bare.attributes()).isEmpty();
    }

    @Test
    void a_partial_update_replaces_what_it_names_as_a_whole() {
        var patch = part(json("{'b':2}"), Set.of(), List.of());
        assertThat(Merge.updated(whole(), patch, NOW).orElseThrow().content())
                .isEqualTo(json("{'b':2}"));
        assertThat(merged(whole(), patch).content()).isEqualTo(json("{'a':1,'b':2}"));
    }

    @Test
    void a_part_cannot_become_an_attribute_of_an_attribute() {
        var sub =
                new AttributePatch(
                        "source", null, null, null, NOW, null, null, null, Set.of(), List.of());
        var patch = part(null, Set.of(), List.of(sub));
        assertThat(Merge.merged(whole(), patch, NOW)).isEmpty();
        assertThat(Merge.updated(whole(), patch, NOW)).isEmpty();
    }

    @Test
    void another_kind_must_be_whole() {
        var words =
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
        assertThat(merged(whole(), words).kind()).isEqualTo(AttributeKind.VOCAB_PROPERTY);
        assertThat(merged(whole(), words).attributes()).isEmpty();
        var nothing =
                new AttributePatch(
                        "a",
                        null,
                        AttributeKind.VOCAB_PROPERTY,
                        null,
                        NOW,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of());
        assertThat(Merge.merged(whole(), nothing, NOW)).isEmpty();
    }

    @Test
    void what_a_merge_creates_holds_no_ngsi_ld_null() {
        var patch =
                new AttributePatch(
                        "a",
                        null,
                        AttributeKind.PROPERTY,
                        json("{'x':NULL,'y':{'z':NULL},'k':1}"),
                        null,
                        null,
                        null,
                        null,
                        Set.of(),
                        List.of(AttributePatch.deletion("accuracy", null)));
        var created = Merge.created(patch, NOW).orElseThrow();
        assertThat(created.content()).isEqualTo(json("{'y':{},'k':1}"));
        assertThat(created.attributes()).isEmpty();
    }

    private static Attribute merged(Attribute present, AttributePatch patch) {
        return Merge.merged(present, patch, NOW).orElseThrow();
    }

    private static Attribute whole() {
        var accuracy =
                new Attribute(
                        "accuracy",
                        null,
                        AttributeKind.PROPERTY,
                        json("{'x':1}"),
                        null,
                        BEFORE,
                        BEFORE,
                        Attribute.Details.NONE);
        return new Attribute(
                "a",
                null,
                AttributeKind.PROPERTY,
                json("{'a':1}"),
                BEFORE,
                BEFORE,
                BEFORE,
                Attribute.Details.of("CEL", List.of(), NOW, List.of(accuracy)));
    }

    private static AttributePatch part(
            @Nullable Json content, Set<Member> removed, List<AttributePatch> attributes) {
        return new AttributePatch(
                "a", null, null, content, null, null, null, null, removed, attributes);
    }

    private static Json json(String text) {
        var quoted = text.replace("NULL", "'urn:ngsi-ld:null'").replace('\'', '"');
        try {
            return new JsonReader(JsonLimits.DEFAULT).read(quoted.getBytes(StandardCharsets.UTF_8));
        } catch (JsonMalformed e) {
            throw new IllegalArgumentException(quoted, e);
        }
    }
}
