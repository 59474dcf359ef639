package city.wutong.cases;

import city.wutong.context.Journal.JournalAway;
import city.wutong.feed.Rounds;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/// The follower that lets evidence be gone that no case names some time after it was sent: a
/// photograph that was taken and never handed in (PIPL article 19: no longer than is needed).
public final class UnnamedEvidence extends Rounds {
    static final Duration EVERY = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(UnnamedEvidence.class.getName());

    private final EvidenceStore evidence;
    private final Predicate<String> isNamed;
    private final Duration kept;

    /// @param isNamed whether a case names the piece of that hash
    /// @param kept for how long after it was sent
    /// @param offset of the last change there is
    /// @param clock the office clock
    public UnnamedEvidence(
            EvidenceStore evidence,
            Predicate<String> isNamed,
            Duration kept,
            long offset,
            Clock clock) {
        super("unnamed-evidence", EVERY, clock, offset);
        this.evidence = evidence;
        this.isNamed = isNamed;
        this.kept = kept;
    }

    @Override
    protected void goRound(Instant now) throws JournalAway {
        try {
            sweep(now.minus(kept));
        } catch (IOException e) {
            throw new JournalAway("evidence cannot be looked through or removed", e);
        }
    }

    private void sweep(Instant before) throws IOException {
        int gone = 0;
        for (var sha256 : evidence.sentBefore(before)) {
            if (evidence.remove(sha256, before, isNamed::test)) {
                gone++;
            }
        }
        if (gone > 0) {
            LOG.log(System.Logger.Level.INFO, "{0} pieces of evidence no case names", gone);
        }
    }
}
