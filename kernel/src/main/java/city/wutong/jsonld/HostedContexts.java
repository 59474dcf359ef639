package city.wutong.jsonld;

import city.wutong.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/// Where the `@context`s that clients have given are kept for good (clause 5.13.2): what has been
/// added is there again after a start.
public interface HostedContexts {
    /// One of them. It never changes: there is no operation that would change it.
    ///
    /// @param context the value of `@context`
    record Hosted(String localId, Instant createdAt, Json context) {}

    /// All of them.
    List<Hosted> load() throws IOException;

    /// Keeps one; durable when this returns.
    void add(Hosted hosted) throws IOException;

    /// Forgets one; durable when this returns.
    void remove(String localId) throws IOException;
}
