package city.wutong.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.MemoryJournal.Mood;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Town;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReactorTest {
    private final Map<String, Long> saved = new HashMap<>();
    private final Offsets offsets =
            new Offsets() {
                @Override
                public long load(String follower) {
                    return saved.getOrDefault(follower, 0L);
                }

                @Override
                public void save(String follower, long seq) {
                    saved.put(follower, seq);
                }
            };
    private Town town = new Town();

    @AfterEach
    void stop() {
        town.close();
    }

    /// Adds an entity `urn:echo:<seq>` for each entity that is created from outside.
    private static final class Echo implements Reaction {
        private final List<Outcome> settled = new ArrayList<>();

        @Override
        public String name() {
            return "echo";
        }

        @Override
        public List<Operation> react(Change change) {
            boolean fromOutside = change.cause().depth() == 0;
            return fromOutside && change.what() instanceof Change.Created
                    ? List.of(Town.create("urn:echo:" + change.seq()))
                    : List.of();
        }

        @Override
        public boolean settled(Change change, List<Outcome> outcomes) {
            settled.addAll(outcomes);
            return true;
        }
    }

    private Echo follow() throws Exception {
        var echo = new Echo();
        follow(echo);
        return echo;
    }

    private Reactor follow(Echo echo) throws JournalAway {
        var reactor = new Reactor(echo, town.writer(), offsets);
        for (var changes = town.feed().read(reactor.offset(), 100);
                !changes.isEmpty();
                changes = town.feed().read(reactor.offset(), 100)) {
            reactor.follow(changes);
        }
        return reactor;
    }

    @Test
    void what_follows_from_a_change_bears_its_cause() throws Exception {
        town.apply(Town.create("urn:e:1"));
        var echo = follow();
        assertThat(echo.settled).containsExactly(new Outcome.Created("urn:echo:1"));
        var cause = town.journal().changes().getLast().cause();
        assertThat(cause.actor()).isEqualTo("echo");
        assertThat(cause.seq()).isEqualTo(1);
        assertThat(cause.depth()).isEqualTo(1);
    }

    @Test
    void what_was_said_before_a_crash_takes_effect_once() throws Exception {
        town.apply(Town.create("urn:e:1"));
        town.apply(Town.create("urn:e:2"));
        follow();
        assertThat(saved).isEmpty();
        town.apply(new Operation.Delete("urn:echo:1"), new Operation.Delete("urn:echo:2"));
        town = town.restarted();
        var echo = follow();
        assertThat(echo.settled)
                .containsExactly(
                        new Outcome.AlreadyApplied("urn:echo:1"),
                        new Outcome.AlreadyApplied("urn:echo:2"));
        assertThat(town.context().size()).isEqualTo(2);
    }

    @Test
    void the_offset_is_saved_when_nothing_is_left_to_do() throws Exception {
        town.apply(Town.create("urn:e:1"));
        var reactor = follow(new Echo());
        reactor.follow(List.of());
        assertThat(saved).containsExactly(Map.entry("echo", 2L));
        var echo = follow();
        assertThat(echo.settled).isEmpty();
    }

    @Test
    void when_the_writer_is_busy_nothing_is_settled_and_it_is_said_again() throws Exception {
        town.apply(Town.create("urn:e:1"));
        var echo = new Echo();
        var reactor = new Reactor(echo, town.writer(), offsets);
        town.journal().become(Mood.LOSES_AT_COMMIT);
        var changes = town.journal().changes();
        assertThatThrownBy(() -> reactor.follow(changes)).isInstanceOf(JournalAway.class);
        assertThat(reactor.offset()).isZero();
        assertThat(echo.settled).isEmpty();
        town.journal().become(Mood.WELL);
        reactor.follow(changes);
        assertThat(echo.settled).containsExactly(new Outcome.Created("urn:echo:1"));
        assertThat(reactor.offset()).isEqualTo(1);
    }
}
