package city.wutong.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Generated;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CaseScriptTest {
    private static Arbitrary<String> texts() {
        return Arbitraries.of("", "a", "投诉\n\"'\\", "urn:e:1", "🌳", "{}");
    }

    @Provide
    Arbitrary<CaseEvent.What> happenings() {
        var places =
                Arbitraries.of(
                        Json.object(
                                Map.of(
                                        "type",
                                        Json.of("Point"),
                                        "coordinates",
                                        Json.array(List.of(Json.of(120.1), Json.of(30))))));
        var opened =
                Combinators.combine(
                                texts(),
                                Arbitraries.integers().between(1, 1_000_000),
                                texts(),
                                texts().map(text -> new Text(text + "题", text + "t")),
                                places.map(place -> (Json) place).optional(),
                                texts().optional(),
                                texts(),
                                Generated.times())
                        .as((type, version, number, title, place, alert, state, due) ->
                                new CaseEvent.Opened(
                                        type, version, number, title, "urn:s", place, alert, state,
                                        due));
        var moved =
                Combinators.combine(
                                texts(),
                                texts(),
                                texts(),
                                Arbitraries.of(true, false),
                                texts(),
                                texts().list().ofMaxSize(3))
                        .as(CaseEvent.Moved::new);
        return Arbitraries.oneOf(
                opened,
                moved,
                texts().map(CaseEvent.Joined::new),
                texts().map(CaseEvent.Commented::new));
    }

    @Property(tries = 500)
    void what_happened_is_read_as_it_was_written(@ForAll("happenings") CaseEvent.What what) {
        assertThat(CaseScript.read(CaseScript.kind(what), CaseScript.body(what))).isEqualTo(what);
    }

    @Test
    void the_words_of_the_log_stay_what_they_are() {
        assertThat(CaseScript.body(new CaseEvent.Joined("urn:a:1")))
                .isEqualTo("{\"alert\":\"urn:a:1\"}");
        assertThat(
                        CaseScript.body(
                                new CaseEvent.Moved(
                                        "receive", "opened", "received", true, "n", List.of("e"))))
                .isEqualTo(
                        "{\"action\":\"receive\",\"from\":\"opened\",\"to\":\"received\","
                                + "\"open\":true,\"note\":\"n\",\"evidence\":[\"e\"]}");
    }

    @Test
    void what_is_spoilt_is_not_taken_for_an_event() {
        for (var body : List.of("[]", "{", "{}", "{\"alert\":1}")) {
            assertThatThrownBy(() -> CaseScript.read("joined", body))
                    .isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> CaseScript.read("vanished", "{}"))
                .isInstanceOf(IllegalStateException.class);
    }
}
