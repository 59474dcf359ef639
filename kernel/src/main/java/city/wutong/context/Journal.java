package city.wutong.context;

import java.time.Instant;

/// Where changes become durable. One writer appends to it, group by group.
public interface Journal extends AutoCloseable {
    /// Opens a group; every change in it was decided at this time.
    ///
    /// @throws JournalAway when it cannot be reached; nothing was written
    Group begin(Instant at) throws JournalAway;

    @Override
    void close();

    /// Changes and companion rows that are committed together or not at all.
    interface Group {
        void append(Change change) throws JournalAway;

        void append(Row row) throws JournalAway;

        /// Marks the name of a command as applied.
        void append(Once once) throws JournalAway;

        /// Returns when the group is durable. When the connection breaks at this point it finds
        /// out, however long that takes, whether the group is there.
        ///
        /// @throws JournalAway when the group is certainly not there
        /// @throws IllegalStateException when it must stop before it has found out; after that
        ///   nothing may be written
        void commit() throws JournalAway;

        /// Drops the group.
        void abandon();
    }

    /// The journal cannot be reached, or has lost the group that was being written.
    final class JournalAway extends Exception {
        private static final long serialVersionUID = 1;

        public JournalAway(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
