package city.wutong.http;

import city.wutong.refusal.Refusal;
import java.util.concurrent.atomic.AtomicLong;

/// Bounds the bodies that are being read, understood and answered at one time, in bytes: what is
/// not let in is not even read. A body that comes when nothing else is there is let in whatever its
/// size.
public final class Admission {
    private final long limit;
    private final AtomicLong admitted = new AtomicLong();

    public Admission(long limit) {
        this.limit = limit;
    }

    /// Lets so many bytes in, until what is returned is closed.
    ///
    /// @throws city.wutong.refusal.Refused when there is no room for them now
    public Pass admit(long bytes) {
        long before = admitted.getAndAdd(bytes);
        if (before > 0 && before + bytes > limit) {
            admitted.addAndGet(-bytes);
            throw Refusal.of(HttpReason.BODIES_FULL, limit).thrown();
        }
        return () -> admitted.addAndGet(-bytes);
    }

    /// Room that was given.
    public interface Pass extends AutoCloseable {
        Pass NONE = () -> {};

        @Override
        void close();
    }
}
