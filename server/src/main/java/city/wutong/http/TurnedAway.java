package city.wutong.http;

import city.wutong.access.Deed;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Counts requests that were refused for want of rights, so that a flood of them cannot fill the
/// audit log: the first of a minute are written one by one, the others as numbers, of which none is
/// lost.
final class TurnedAway {
    /// So many a minute are written one by one.
    static final int FIRST = 60;

    /// So many kinds are counted apart; what is of other kinds is counted together.
    static final int KINDS = 100;

    private static final Kind OTHERS = new Kind("", "", "", "others");

    private final Map<Kind, Counted> counts = new LinkedHashMap<>();
    private int written;

    /// What is counted together.
    private record Kind(String actor, String tenant, String action, String outcome) {}

    /// How often something was refused.
    ///
    /// @param since when the first was
    record Counted(Kind kind, long count, Instant since) {
        Deed deed() {
            var object = count + " more since " + since;
            return new Deed(kind.actor(), kind.tenant(), kind.action(), object, "", kind.outcome());
        }

        Counted and(Counted more) {
            return new Counted(kind, count + more.count, since);
        }
    }

    /// Whether it is to be written by itself; otherwise it has been counted.
    synchronized boolean isOneOfFirst(Deed deed, Instant now) {
        if (written < FIRST) {
            written++;
            return true;
        }
        count(deed, now);
        return false;
    }

    synchronized void count(Deed deed, Instant now) {
        var kind = new Kind(deed.actor(), deed.tenant(), deed.action(), deed.outcome());
        add(new Counted(kind, 1, now));
    }

    synchronized void add(Counted counted) {
        boolean known = counts.containsKey(counted.kind()) || counts.size() < KINDS;
        var kind = known ? counted.kind() : OTHERS;
        counts.merge(kind, new Counted(kind, counted.count(), counted.since()), Counted::and);
    }

    /// What was counted until now; a new minute begins.
    synchronized List<Counted> take() {
        var all = List.copyOf(counts.values());
        counts.clear();
        written = 0;
        return all;
    }
}
