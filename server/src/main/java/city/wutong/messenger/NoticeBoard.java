package city.wutong.messenger;

import city.wutong.notification.Notification;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;

/// The newest notices of the console, for those who are signed in: as many as [#MOST] in memory,
/// the older ones are in the outbox. Each has its place, in the order in which they were put up.
public final class NoticeBoard {
    public static final int MOST = 1_000;

    private final ConcurrentSkipListMap<Long, Notification> newest = new ConcurrentSkipListMap<>();
    private long next = 1;

    NoticeBoard(List<Notification> there) {
        there.forEach(this::put);
    }

    synchronized void put(Notification notice) {
        newest.put(next++, notice);
        if (newest.size() > MOST) {
            newest.pollFirstEntry();
        }
    }

    /// The place of the newest; 0 when there is none.
    public long last() {
        var last = newest.lastEntry();
        return last == null ? 0 : last.getKey();
    }

    /// Those after a place, the oldest first.
    public List<Notification> after(long place) {
        return List.copyOf(newest.tailMap(place, false).values());
    }
}
