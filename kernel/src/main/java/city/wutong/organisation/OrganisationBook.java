package city.wutong.organisation;

import java.io.IOException;
import java.util.List;

/// Where an organisation is kept.
public interface OrganisationBook {
    /// All that is kept.
    List<Kept> load() throws IOException;

    /// Keeps it, in place of what had its id, and returns when it is durable.
    void write(Kept kept) throws IOException;

    /// Keeps it no more.
    void remove(Kept kept) throws IOException;
}
