package city.wutong.history;

import city.wutong.context.Journal.JournalAway;
import java.util.List;
import java.util.Set;

/// Which entities there ever were, those that are gone and those of which only the past is known
/// included.
public interface PastEntities {
    /// None are known but those that the feed tells of.
    PastEntities NONE =
            new PastEntities() {
                @Override
                public long upTo() {
                    return 0;
                }

                @Override
                public List<Life> lives(Set<String> types, Set<String> ids, int most) {
                    return List.of();
                }
            };

    /// One life of an id.
    ///
    /// @param number of the entity
    /// @param types expanded, all that it had
    record Life(long number, String id, Set<String> types) {
        public Life {
            types = Set.copyOf(types);
        }
    }

    /// The last change that is known.
    long upTo() throws JournalAway;

    /// Lives by number.
    ///
    /// @param types of which they had one; empty for any
    /// @param ids one of which is theirs; empty for any
    /// @param most lives; when there are more, one more is told
    List<Life> lives(Set<String> types, Set<String> ids, int most) throws JournalAway;
}
