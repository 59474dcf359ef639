package city.wutong.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.TreeMap;

/// Verifies a chain, entry by entry in the order of their numbers, and finds the first wrong one.
///
/// # Theory
///
/// An entry that is changed, swapped, taken out or put in makes a hash not follow from the one
/// before. Who calculates all later hashes anew has another head then: so the heads that were noted
/// outside the database are compared, and they tell as well when the end was cut off. What was cut
/// off at the beginning, in order, has left an anchor, and an entry of its own that names it.
///
/// Limit: what was appended in the last moments before a kill may be missing in the note. Up to
/// [#SLACK] entries after a head that was not noted in closing are therefore taken for good.
final class ChainCheck {
    /// The most entries that are written between two notes of the head.
    static final int SLACK = ChainWriter.MOST_NOT_DURABLE + ChainWriter.GROUP;

    private final ChainHead anchor;
    private final TreeMap<Long, String> noted = new TreeMap<>();
    private final Optional<HeadFile.Mark> mark;
    private ChainHead last;
    private boolean cutIsNoted;
    private Optional<Verdict> problem = Optional.empty();

    /// @param anchor the last entry that was cut off
    /// @param noted heads that were kept outside the database
    /// @param mark the last of them
    ChainCheck(ChainHead anchor, Collection<ChainHead> noted, Optional<HeadFile.Mark> mark) {
        this.anchor = anchor;
        this.last = anchor;
        this.mark = mark;
        this.cutIsNoted = anchor.number() == 0;
        noted.forEach(this::note);
        mark.ifPresent(known -> note(known.head()));
    }

    /// Two notes of one entry that differ: one of them is wrong whatever the chain says.
    private void note(ChainHead head) {
        noted.merge(head.number(), head.hash(), (a, b) -> a.equals(b) ? a : "");
    }

    void next(ChainLink link) {
        if (problem.isPresent()) {
            return;
        }
        var entry = link.entry();
        if (link.number() > last.number() + 1) {
            wrong(last.number() + 1, Verdict.Kind.MISSING);
        } else if (link.number() <= last.number()) {
            wrong(link.number(), Verdict.Kind.EXTRA);
        } else if (!link.follows(last)) {
            wrong(link.number(), Verdict.Kind.CHANGED);
        } else if (!noted.getOrDefault(link.number(), link.hash()).equals(link.hash())) {
            wrong(link.number(), Verdict.Kind.REPLACED);
        } else if (entry.action().equals(ChainEnd.BROKEN)) {
            wrong(link.number(), Verdict.Kind.NOTED);
        }
        cutIsNoted |=
                entry.action().equals(ChainKeeping.CUT) && entry.object().equals(anchor.toString());
        last = new ChainHead(link.number(), link.hash());
    }

    private void wrong(long number, Verdict.Kind kind) {
        problem = Optional.of(new Verdict.Broken(number, kind));
    }

    Verdict end() {
        if (problem.isPresent()) {
            return problem.get();
        }
        if (!noted.isEmpty() && noted.lastKey() > last.number()) {
            return new Verdict.Broken(last.number() + 1, Verdict.Kind.CUT_OFF);
        }
        if (!cutIsNoted) {
            return new Verdict.Broken(anchor.number() + 1, Verdict.Kind.CUT_UNNOTED);
        }
        long certain = mark.map(HeadFile.Mark::farthest).orElse(Long.MAX_VALUE);
        return last.number() > certain
                ? new Verdict.Broken(certain + 1, Verdict.Kind.ADDED)
                : new Verdict.Sound(anchor.number() + 1, last);
    }
}
