package city.wutong.access;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Which accounts are linked with identities elsewhere, kept durably.
public interface Identities {
    /// Accounts have no more identities than this.
    int MOST_OF_ACCOUNT = 10;

    Optional<Identity> find(String issuer, String subject) throws IOException;

    /// Those of an account, the oldest first.
    List<Identity> of(String account) throws IOException;

    /// Links it, unless the issuer's subject is linked already.
    ///
    /// @return whether it was linked
    boolean link(Identity identity) throws IOException;

    /// Takes a link away.
    ///
    /// @return whether there was one of that id
    boolean unlink(String id) throws IOException;
}
