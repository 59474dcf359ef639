package city.wutong.cases;

import static city.wutong.cases.Cases.act;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.Change;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.Town;
import city.wutong.feed.Offsets;
import city.wutong.feed.Reactor;
import city.wutong.text.Text;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class CaseOpenerTest {
    private final CaseBook book = new CaseBook(ZoneOffset.UTC);
    private final Town town = new Town(List.of(book));
    private final AtomicInteger made = new AtomicInteger();
    private final CaseOpener opener =
            new CaseOpener(
                    town.context(),
                    book,
                    Map.of(Cases.TYPE.id(), Cases.TYPE),
                    () -> "urn:c:" + made.incrementAndGet());
    private final Offsets offsets =
            new Offsets() {
                @Override
                public long load(String follower) {
                    return 0;
                }

                @Override
                public void save(String follower, long seq) {}
            };

    @AfterEach
    void stop() {
        town.close();
    }

    private static Operation alert(int n, String type, String subject) {
        var patch =
                OwnPatch.of(OwnType.ALERT)
                        .property("caseType", type)
                        .relationship("alertSource", subject)
                        .text("description", new Text("超标", "too much"))
                        .patch();
        return new Operation.Own("urn:a:" + n, (_, _) -> new Ruling.Ruled.Done(patch));
    }

    private static Operation alert(int n) {
        return alert(n, Cases.TYPE.id(), Cases.SUBJECT);
    }

    private void follow() throws Exception {
        var reactor = new Reactor(opener, town.writer(), offsets);
        reactor.follow(town.journal().changes());
    }

    private List<Case> cases() {
        return List.copyOf(book.all()).reversed();
    }

    @Test
    void an_alert_opens_a_case() throws Exception {
        town.apply(alert(1));
        follow();
        assertThat(cases()).hasSize(1);
        var opened = cases().getFirst();
        assertThat(opened.title()).isEqualTo(new Text("超标", "too much"));
        assertThat(opened.subject()).isEqualTo(Cases.SUBJECT);
        assertThat(opened.alerts()).containsExactly("urn:a:1");
        assertThat(opened.events().getFirst().actor()).isEqualTo(CaseOpener.NAME);
    }

    @Test
    void another_alert_about_the_same_joins_it() throws Exception {
        town.apply(alert(1), alert(2), alert(3, Cases.TYPE.id(), "urn:e:other"));
        follow();
        assertThat(cases()).hasSize(2);
        assertThat(cases().getFirst().alerts()).containsExactly("urn:a:1", "urn:a:2");
        assertThat(cases().getLast().alerts()).containsExactly("urn:a:3");
    }

    @Test
    void an_alert_after_the_case_was_closed_opens_another() throws Exception {
        town.apply(alert(1));
        follow();
        town.apply(book.operation("urn:c:1", act("drop"), "mei", Optional.empty()));
        town.apply(alert(2));
        follow();
        assertThat(cases()).hasSize(2);
        assertThat(cases().getLast().alerts()).containsExactly("urn:a:2");
    }

    @Test
    void a_case_that_is_closed_in_the_meantime_is_not_joined() throws Exception {
        town.apply(alert(1));
        follow();
        town.apply(alert(2));
        var change = lastCreated();
        var join = opener.react(change);
        town.apply(book.operation("urn:c:1", act("drop"), "mei", Optional.empty()));
        var outcomes = town.apply(join);
        assertThat(opener.settled(change, outcomes)).isFalse();
        var again = opener.react(change);
        assertThat(opener.settled(change, town.apply(again))).isTrue();
        assertThat(cases()).hasSize(2);
        assertThat(cases().getLast().alerts()).containsExactly("urn:a:2");
    }

    private Change lastCreated() {
        return town.journal().changes().stream()
                .filter(change -> change.what() instanceof Change.Created)
                .reduce((_, last) -> last)
                .orElseThrow();
    }

    @Test
    void what_is_said_again_after_a_crash_opens_nothing_again() throws Exception {
        town.apply(alert(1));
        follow();
        follow();
        assertThat(cases()).hasSize(1);
        town.apply(book.operation("urn:c:1", act("drop"), "mei", Optional.empty()));
        follow();
        assertThat(cases()).hasSize(1);
        assertThat(cases().getFirst().open()).isFalse();
    }

    private static Operation own(int n, OwnPatch patch) {
        return new Operation.Own("urn:a:" + n, (_, _) -> new Ruling.Ruled.Done(patch.patch()));
    }

    @Test
    void an_alert_that_begins_again_opens_another_case_when_the_first_is_closed() throws Exception {
        town.apply(alert(1));
        town.apply(own(1, OwnPatch.of(OwnType.ALERT).property("status", "active")));
        follow();
        town.apply(own(1, OwnPatch.of(OwnType.ALERT).property("occurrences", 2)));
        follow();
        assertThat(cases()).hasSize(1);
        town.apply(book.operation("urn:c:1", act("drop"), "mei", Optional.empty()));
        town.apply(own(1, OwnPatch.of(OwnType.ALERT).property("occurrences", 3)));
        var reactor = new Reactor(opener, town.writer(), offsets);
        reactor.follow(List.of(town.journal().changes().getLast()));
        assertThat(cases()).hasSize(2);
    }

    @Test
    void the_members_of_a_storm_open_none() throws Exception {
        town.apply(alert(1));
        town.apply(own(1, OwnPatch.of(OwnType.ALERT).relationship("memberOf", "urn:a:9")));
        town.apply(alert(9, Cases.TYPE.id(), "urn:g:1"));
        follow();
        assertThat(cases()).hasSize(1);
        assertThat(cases().getFirst().subject()).isEqualTo("urn:g:1");
    }

    @Test
    void other_things_open_nothing() throws Exception {
        town.apply(alert(1, "test/unknown", Cases.SUBJECT), Town.create("urn:e:1"));
        var bare = OwnPatch.of(OwnType.ALERT).property("category", "x").patch();
        var outcomes =
                town.apply(new Operation.Own("urn:a:9", (_, _) -> new Ruling.Ruled.Done(bare)));
        assertThat(outcomes).containsExactly(new Outcome.Created("urn:a:9"));
        follow();
        assertThat(cases()).isEmpty();
    }
}
