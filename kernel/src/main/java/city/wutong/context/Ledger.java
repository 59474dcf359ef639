package city.wutong.context;

/// A state that another part keeps beside the context and that changes in the writer only, by
/// [rulings][Ruling]. Both methods are called by the writer's thread.
public interface Ledger {
    /// What was accepted since the last call is durable: readers may see it now.
    void committed();

    /// What was accepted since the last call is lost: it never was.
    void dropped();
}
