package city.wutong.rule;

import java.io.IOException;
import java.util.List;

/// Keeps what is said of rules in the console. Nothing in it ever changes.
public interface RuleBook {
    /// All versions of all rules, each rule's in their order.
    List<RuleVersion> load() throws IOException;

    void append(RuleVersion version) throws IOException;
}
