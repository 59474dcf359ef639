package city.wutong.feed;

import city.wutong.context.Journal.JournalAway;

/// Where the offsets of followers are kept.
public interface Offsets {
    /// The last change that this follower has dealt with; 0 when it is new.
    long load(String follower) throws JournalAway;

    void save(String follower, long seq) throws JournalAway;
}
