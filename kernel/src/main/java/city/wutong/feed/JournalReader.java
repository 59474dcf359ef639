package city.wutong.feed;

import city.wutong.context.Change;
import city.wutong.context.Journal.JournalAway;
import java.util.List;

/// Reads the journal back, for followers that are further behind than the tail reaches.
@FunctionalInterface
public interface JournalReader {
    /// The changes after `seq`, in order and without gaps, at most `most` of them; empty when there
    /// are none.
    List<Change> read(long after, int most) throws JournalAway;
}
