package city.wutong.server;

import city.wutong.auth.oidc.OidcReason;
import city.wutong.auth.oidc.SignedIn;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A city without accounts: whoever the provider vouches for is nobody here.
record NobodyHere() implements SignedIn {
    @Override
    public Optional<String> accountNamed(String name) {
        return Optional.empty();
    }

    @Override
    public List<String> open(
            String account, List<ClaimedRole> roles, Map<String, List<String>> headers) {
        throw Refusal.of(OidcReason.NOT_LINKED, account).thrown();
    }
}
