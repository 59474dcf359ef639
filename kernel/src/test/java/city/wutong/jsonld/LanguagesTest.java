package city.wutong.jsonld;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Clause 4.15, with the lookup of RFC 4647 and the weights of RFC 9110.
class LanguagesTest {
    private static final Json.Obj MAP =
            (Json.Obj) Documents.json("{'nl': 'a', 'fr': 'b', 'en-US': 'c', 'zh-Hant-TW': 'd'}");

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "fr fr",
                "FR fr",
                "fr-CH fr",
                "fr-CH,nl fr",
                "en en-US",
                "zh-hant zh-Hant-TW",
                "fr;q=0.2,en;q=0.9 en-US",
                "pt nl",
                "* nl",
                "pt,*;q=0.5,fr;q=0.1 nl",
                "*,nl;q=0 fr",
                "pt,nl;q=0 fr",
                "nl;q=0.0,fr;q=0,*;q=0.1 en-US"
            })
    void the_best_wanted_language_is_chosen(String filter, String chosen) {
        assertThat(
                        Languages.read(filter)
                                .orElseThrow()
                                .choose(MAP.members())
                                .map(Map.Entry::getKey))
                .contains(chosen);
    }

    @Test
    void without_a_match_the_text_without_language_is_chosen() {
        var map = (Json.Obj) Documents.json("{'nl': 'a', '@none': 'b'}");
        assertThat(Languages.read("fr").orElseThrow().choose(map.members()))
                .contains(Map.entry("@none", Json.of("b")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "en,", "e n", "en;q=2", "en;q=-1", "en;q=x", "en;q=NaN", "en;v=1"})
    void what_is_no_filter_is_not_read(String filter) {
        assertThat(Languages.read(filter)).isEmpty();
    }
}
