package city.wutong.http;

import city.wutong.access.AuditEntry;
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
        AuditEntry entry(Instant now) {
            var object = count + " more since " + since;
            return new AuditEntry(
                    now, kind.actor(), kind.tenant(), kind.action(), object, "", kind.outcome());
        }

        Counted and(Counted more) {
            return new Counted(kind, count + more.count, since);
        }
    }

    /// Whether it is to be written by itself; otherwise it has been counted.
    synchronized boolean isOneOfFirst(AuditEntry entry) {
        if (written < FIRST) {
            written++;
            return true;
        }
        count(entry);
        return false;
    }

    synchronized void count(AuditEntry entry) {
        var kind = new Kind(entry.actor(), entry.tenant(), entry.action(), entry.outcome());
        add(new Counted(kind, 1, entry.at()));
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
