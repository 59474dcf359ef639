package city.wutong.audit;

/// How far a group of entries has come when whoever appended goes on.
enum Commit {
    /// It is on disk (`synchronous_commit` = on), and with it all that was written before.
    DURABLE("on"),

    /// It stands in the write-ahead log, of which there is one for the whole database: what is
    /// committed after it, in whatever schema, is on disk only together with it.
    CARRIED("off");

    private final String synchronous;

    Commit(String synchronous) {
        this.synchronous = synchronous;
    }

    /// The value of PostgreSQL's `synchronous_commit`.
    String synchronous() {
        return synchronous;
    }
}
