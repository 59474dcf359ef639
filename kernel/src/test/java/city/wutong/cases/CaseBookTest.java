package city.wutong.cases;

import static city.wutong.cases.Cases.act;
import static city.wutong.cases.Cases.open;
import static city.wutong.cases.Cases.reason;
import static city.wutong.cases.Cases.seen;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.MemoryJournal.Mood;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Row;
import city.wutong.context.Town;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CaseBookTest {
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final Optional<String> NO_KEY = Optional.empty();

    private final CaseBook book = new CaseBook(SHANGHAI);

    private static String id(int n) {
        return "urn:ngsi-ld:Case:" + n;
    }

    private Operation does(int n, CaseCommand command) {
        return book.operation(id(n), command, "mei", NO_KEY);
    }

    private Case the(int n) {
        return book.of(id(n)).orElseThrow();
    }

    private Town town() {
        return new Town(List.of(book));
    }

    // Numbers

    @Test
    void numbers_rise_without_gaps_also_when_groups_are_dropped() {
        try (var town = town()) {
            town.apply(does(1, open()));
            for (var mood : List.of(Mood.AWAY, Mood.LOSES_WHILE_WRITTEN, Mood.LOSES_AT_COMMIT)) {
                town.journal().become(mood);
                assertThat(town.apply(does(2, open()), does(3, open()))).allMatch(Outcome::isBusy);
                assertThat(book.of(id(2))).isEmpty();
            }
            town.journal().become(Mood.WELL);
            town.apply(does(4, open("urn:e:4")), does(5, open("urn:e:5")));
            assertThat(book.all())
                    .extracting(Case::number)
                    .containsExactly("2026-000003", "2026-000002", "2026-000001");
            assertThat(the(4).number()).isEqualTo("2026-000002");
        }
    }

    @Test
    void what_is_refused_uses_no_number() {
        try (var town = town()) {
            town.apply(does(1, act("receive")), does(2, open()), does(2, open()));
            town.apply(does(3, open("urn:e:3")));
            assertThat(the(3).number()).isEqualTo("2026-000002");
        }
    }

    @Test
    void a_year_begins_at_midnight_of_the_tenants_zone() {
        for (var time : List.of("2026-12-31T15:59:59Z", "2026-12-31T16:00:00Z")) {
            var clock = Clock.fixed(Instant.parse(time), SHANGHAI);
            try (var town = new Town(clock, List.of(book))) {
                town.apply(does(time.hashCode(), open(time)));
            }
        }
        assertThat(book.all())
                .extracting(Case::number)
                .containsExactly("2027-000001", "2026-000001");
    }

    @Test
    void numbers_go_on_after_a_start() {
        try (var town = town()) {
            town.apply(does(1, open()), does(2, open("urn:e:2")));
            var again = replayed(town.journal().rows());
            try (var restarted = town.restarted(List.of(again))) {
                restarted.apply(again.operation(id(3), open("urn:e:3"), "mei", NO_KEY));
                assertThat(again.of(id(3)).orElseThrow().number()).isEqualTo("2026-000003");
            }
        }
    }

    // One group, many people

    @Test
    void a_case_may_be_opened_joined_and_moved_in_one_group() {
        try (var town = town()) {
            var outcomes =
                    town.apply(
                            does(1, open()),
                            does(1, new CaseCommand.Join("urn:a:2")),
                            does(1, act("receive")),
                            does(2, open("urn:e:2")));
            assertThat(outcomes).noneMatch(Outcome.Refused.class::isInstance);
            assertThat(the(1).alerts()).containsExactly("urn:a:2");
            assertThat(the(1).state()).isEqualTo("received");
            assertThat(the(1).events()).extracting(CaseEvent::number).containsExactly(1, 2, 3);
            assertThat(the(2).number()).isEqualTo("2026-000002");
        }
    }

    @Test
    void nothing_of_a_case_is_seen_before_it_is_committed() {
        try (var town = town();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            town.journal().hold();
            var answer = threads.submit(() -> town.apply(does(1, open())));
            town.journal().awaitHeld();
            assertThat(book.of(id(1))).isEmpty();
            assertThat(book.all()).isEmpty();
            assertThat(book.open(Cases.TYPE.id(), Cases.SUBJECT)).isEmpty();
            town.journal().letGo();
            assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(20));
            assertThat(book.open(Cases.TYPE.id(), Cases.SUBJECT)).contains(the(1));
        }
    }

    @Test
    void of_two_who_act_on_what_they_saw_the_second_is_told() {
        try (var town = town()) {
            town.apply(does(1, open()));
            var outcomes =
                    town.apply(does(1, seen(act("receive"), 1)), does(1, seen(act("drop"), 1)));
            assertThat(outcomes.getFirst()).isInstanceOf(Outcome.Updated.class);
            assertThat(reason(outcomes.getLast())).isEqualTo(CaseReason.MOVED_ON);
            assertThat(the(1).events()).hasSize(2);
        }
    }

    @Test
    void of_many_at_once_one_wins() throws Exception {
        try (var town = town()) {
            town.apply(does(1, open()));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < 50; i++) {
                    threads.execute(() -> town.apply(does(1, seen(act("receive"), 1))));
                }
            }
            assertThat(the(1).events()).hasSize(2);
        }
    }

    @Test
    void the_same_key_takes_effect_once() {
        try (var town = town()) {
            town.apply(does(1, open()));
            var comment = new CaseCommand.Comment("hm");
            var once = book.operation(id(1), comment, "mei", Optional.of("k1"));
            var twice = book.operation(id(1), comment, "mei", Optional.of("k2"));
            town.apply(once, once);
            town.apply(once);
            town.apply(twice);
            assertThat(the(1).events()).hasSize(3);
            assertThat(town.apply(once).getFirst()).isNotInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void a_key_of_a_dropped_group_is_free_again() {
        try (var town = town()) {
            town.apply(does(1, open()));
            var move = book.operation(id(1), act("receive"), "mei", Optional.of("k1"));
            town.journal().become(Mood.LOSES_AT_COMMIT);
            town.apply(move);
            town.journal().become(Mood.WELL);
            town.apply(move);
            assertThat(the(1).state()).isEqualTo("received");
        }
    }

    // The entity of a case

    @Test
    void the_entity_of_a_case_says_what_the_case_says() {
        try (var town = town()) {
            town.apply(does(1, open()));
            assertThat(said(town, "open")).contains(Json.Literal.TRUE);
            assertThat(said(town, "closedAt")).isEmpty();
            town.apply(does(1, act("drop")));
            assertThat(said(town, "state")).contains(Json.of("done"));
            assertThat(said(town, "onTime")).contains(Json.Literal.TRUE);
            assertThat(said(town, "closedAt")).isPresent();
            assertThat(said(town, "steps")).contains(Json.of(2));
        }
    }

    @Test
    void the_entity_of_a_case_that_is_opened_again_is_not_closed() {
        try (var town = town()) {
            town.apply(does(1, open()));
            town.apply(does(1, act("drop")));
            town.apply(does(1, act("reopen")));
            assertThat(said(town, "open")).contains(Json.Literal.TRUE);
            assertThat(said(town, "closedAt")).isEmpty();
            assertThat(said(town, "onTime")).isEmpty();
        }
    }

    private static Optional<Json> said(Town town, String name) {
        return town.context()
                .entity(id(1))
                .orElseThrow()
                .attribute(LdContext.CORE.expand(name), null)
                .map(attribute -> attribute.content());
    }

    @Test
    void a_closed_case_makes_room_for_another_about_the_same() {
        try (var town = town()) {
            town.apply(does(1, open()));
            town.apply(does(1, act("drop")), does(2, open()));
            assertThat(book.open(Cases.TYPE.id(), Cases.SUBJECT)).contains(the(2));
        }
    }

    @Test
    void of_two_open_cases_about_the_same_the_other_is_found_when_one_is_closed() {
        try (var town = town()) {
            town.apply(does(1, open()));
            town.apply(does(2, open()));
            town.apply(does(2, act("drop")));
            assertThat(book.open(Cases.TYPE.id(), Cases.SUBJECT)).contains(the(1));
        }
    }

    // Replay

    record Deed(int n, CaseCommand command, Optional<String> key, Mood mood) {}

    @Provide
    Arbitrary<List<Deed>> deeds() {
        var commands =
                Arbitraries.<CaseCommand>of(
                        open(),
                        open("urn:e:2"),
                        act("receive"),
                        act("finish", "ok", "a"),
                        act("drop"),
                        act("reopen"),
                        new CaseCommand.Join("urn:a:1"),
                        new CaseCommand.Join("urn:a:2"),
                        new CaseCommand.Comment("hm"));
        return Combinators.combine(
                        Arbitraries.integers().between(1, 4),
                        commands,
                        Arbitraries.of("k1", "k2").optional(0.3),
                        Arbitraries.of(Mood.WELL, Mood.WELL, Mood.WELL, Mood.LOSES_AT_COMMIT))
                .as(Deed::new)
                .list()
                .ofMaxSize(40);
    }

    @Property(tries = 300)
    void the_log_makes_the_cases_as_life_did(@ForAll("deeds") List<Deed> deeds) {
        var lived = new CaseBook(SHANGHAI);
        try (var town = new Town(List.of(lived))) {
            for (int i = 0; i < deeds.size(); i++) {
                town.journal().become(deeds.get(i).mood());
                var group = new ArrayList<Operation>();
                for (var deed : deeds.subList(i, Math.min(deeds.size(), i + 3))) {
                    group.add(lived.operation(id(deed.n()), deed.command(), "mei", deed.key()));
                }
                town.apply(group);
            }
            var replayed = replayed(town.journal().rows());
            assertThat(List.copyOf(replayed.all())).isEqualTo(List.copyOf(lived.all()));
            assertThat(lived.all()).allSatisfy(theCase -> assertSaid(theCase, town));
            assertThat(lived.all()).hasSize(sizeByNumber(lived));
            for (var subject : List.of(Cases.SUBJECT, "urn:e:2")) {
                assertThat(replayed.open(Cases.TYPE.id(), subject).isPresent())
                        .isEqualTo(lived.open(Cases.TYPE.id(), subject).isPresent());
            }
        }
    }

    private static int sizeByNumber(CaseBook book) {
        return book.all().stream()
                .mapToInt(each -> Integer.parseInt(each.number().substring(5)))
                .max()
                .orElse(0);
    }

    private static void assertSaid(Case theCase, Town town) {
        var entity = town.context().entity(theCase.id()).orElseThrow();
        assertThat(entity.attribute(LdContext.CORE.expand("steps"), null))
                .get()
                .extracting(attribute -> attribute.content())
                .isEqualTo(Json.of(theCase.events().size()));
        assertThat(entity.attribute(LdContext.CORE.expand("closedAt"), null).isPresent())
                .isEqualTo(!theCase.open());
    }

    private static CaseBook replayed(List<Row> rows) {
        var book = new CaseBook(SHANGHAI);
        for (var row : rows) {
            book.replay((String) row.values().getFirst(), Cases.event(row));
        }
        return book;
    }
}
