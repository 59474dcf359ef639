package city.wutong.http;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.json.JsonContent;
import city.wutong.json.JsonWriter;
import city.wutong.jsonld.LdContext;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Clause 6.3.5.
class WithContextTest {
    private static final Json TREE = Json.object(Map.of("a", Json.object(Map.of())));

    /// The same as [#TREE], piece by piece.
    private static final JsonContent PIECES =
            out -> {
                out.startObject();
                out.name("a");
                out.startObject();
                out.endObject();
                out.endObject();
            };

    private static String shown(JsonContent content) {
        return JsonWriter.text(WithContext.of(content, LdContext.CORE))
                .replace(JsonWriter.text(LdContext.CORE.asJson()), "C");
    }

    @Test
    void the_context_is_the_last_member_of_a_document_and_of_nothing_in_it() {
        for (var document : List.of(TREE, PIECES)) {
            assertThat(shown(document)).isEqualTo("{\"a\":{},\"@context\":C}");
        }
    }

    @Test
    void each_item_of_a_list_has_it() {
        var expected = "[{\"a\":{},\"@context\":C},{\"a\":{},\"@context\":C}]";
        assertThat(shown(JsonContent.array(List.of(TREE, PIECES)))).isEqualTo(expected);
        assertThat(shown(Json.array(List.of(TREE, TREE)))).isEqualTo(expected);
        assertThat(shown(Json.array(List.of()))).isEqualTo("[]");
        assertThat(shown(Json.array(List.of(Json.of("urn:x:1"))))).isEqualTo("[\"urn:x:1\"]");
    }

    @Test
    void lists_and_objects_in_a_document_are_left_alone() {
        var list = Json.array(List.of(TREE, Json.array(List.of(TREE))));
        assertThat(shown(Json.object(Map.of("l", list))))
                .isEqualTo("{\"l\":[{\"a\":{}},[{\"a\":{}}]],\"@context\":C}");
    }
}
