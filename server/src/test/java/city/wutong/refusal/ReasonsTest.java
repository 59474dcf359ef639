package city.wutong.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.AccessReason;
import city.wutong.alert.AlertReason;
import city.wutong.audit.AuditReason;
import city.wutong.auth.AuthReason;
import city.wutong.auth.oidc.OidcReason;
import city.wutong.auth.proof.ProofReason;
import city.wutong.context.ContextReason;
import city.wutong.geo.GeoReason;
import city.wutong.history.HistoryReason;
import city.wutong.http.HttpReason;
import city.wutong.jsonld.JsonLdReason;
import city.wutong.jsonld.ShownReason;
import city.wutong.notification.NotificationReason;
import city.wutong.organisation.OrganisationReason;
import city.wutong.people.PeopleReason;
import city.wutong.person.PersonReason;
import city.wutong.query.QueryReason;
import city.wutong.rule.RuleReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// All reasons of all modules. A part that adds an enum of reasons adds it here.
class ReasonsTest {
    private static final Pattern CODE = Pattern.compile("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d+)}");

    static List<Reason> reasons() {
        var all = new ArrayList<Reason>();
        Stream.of(
                        AccessReason.values(),
                        AlertReason.values(),
                        AuthReason.values(),
                        AuditReason.values(),
                        ContextReason.values(),
                        GeoReason.values(),
                        HistoryReason.values(),
                        HttpReason.values(),
                        JsonLdReason.values(),
                        OidcReason.values(),
                        NotificationReason.values(),
                        OrganisationReason.values(),
                        PeopleReason.values(),
                        PersonReason.values(),
                        ProofReason.values(),
                        QueryReason.values(),
                        RuleReason.values(),
                        ShownReason.values())
                .forEach(reasons -> all.addAll(List.<Reason>of(reasons)));
        return all;
    }

    @Test
    void no_code_is_used_twice() {
        var seen = new HashMap<String, Reason>();
        for (var reason : reasons()) {
            assertThat(seen.put(reason.code(), reason)).as(reason.code()).isNull();
        }
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void a_code_is_a_part_and_a_word(Reason reason) {
        assertThat(reason.code()).matches(CODE);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void a_reason_has_its_words_in_english_and_in_chinese(Reason reason) {
        assertThat(reason.english()).isNotBlank().isNotEqualTo(reason.chinese());
        assertThat(reason.english().codePoints().anyMatch(ReasonsTest::isHan)).isFalse();
        assertThat(reason.chinese().codePoints().anyMatch(ReasonsTest::isHan)).isTrue();
    }

    private static boolean isHan(int codePoint) {
        return Character.UnicodeScript.of(codePoint) == Character.UnicodeScript.HAN;
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void both_languages_speak_of_the_same_arguments(Reason reason) {
        var places = places(reason.english());
        assertThat(places(reason.chinese())).isEqualTo(places);
        if (!places.isEmpty()) {
            assertThat(places.getFirst()).isZero();
            assertThat(places.getLast()).as("none is left out").isEqualTo(places.size() - 1);
        }
    }

    private static SortedSet<Integer> places(String words) {
        var places = new TreeSet<Integer>();
        PLACE.matcher(words)
                .results()
                .forEach(place -> places.add(Integer.parseInt(place.group(1))));
        return places;
    }
}
