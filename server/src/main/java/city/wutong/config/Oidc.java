package city.wutong.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Sign-in by an OpenID provider. Without an issuer there is none.
///
/// @param issuer as the provider writes it in its tokens
/// @param clientSecret empty for a public client
/// @param address where browsers reach this city, without a slash at the end; empty means as they
///   call it, which is allowed on this machine only
/// @param scopes what is asked for
/// @param accountClaim the claim that holds the name of an account; empty when only an
///   administrator links identities with accounts
/// @param rolesClaim the claim that holds roles, members of objects divided by dots; empty when the
///   provider says nothing of roles
/// @param roles which value of that claim means which role
/// @param areaClaim the claim that holds the code of the area that roles are held for; empty when
///   they are held everywhere
/// @param trustsSecondFactor whether the provider asks for a second factor, so that none is asked
///   here
public record Oidc(
        String issuer,
        String clientId,
        Secret clientSecret,
        String address,
        List<String> scopes,
        String accountClaim,
        String rolesClaim,
        Map<String, String> roles,
        String areaClaim,
        boolean trustsSecondFactor) {
    private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,100}");
    private static final Pattern CLAIM = Pattern.compile("[^\\s,=]{1,100}");
    private static final Pattern ROLE = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9-]+)?");
    private static final Pattern E_MAIL = Pattern.compile("(?i)e-?mail");
    private static final String OPEN_ID = "openid";

    static final Key<String> ISSUER =
            address("oidc.issuer", "The OpenID provider by which people sign in.");
    static final Key<String> CLIENT_ID =
            new Key<>(
                    "oidc.client-id",
                    "",
                    "What the provider knows this city by.",
                    "the client id that the provider gave",
                    false,
                    Optional::of);
    static final Key<Secret> CLIENT_SECRET =
            new Key<>(
                    "oidc.client-secret",
                    "",
                    "The secret that the provider gave; none for a public client.",
                    "a text, in the environment only",
                    true,
                    text -> Optional.of(new Secret(text)));
    static final Key<String> ADDRESS =
            address(
                    "oidc.address",
                    "Where browsers reach this city; the provider sends them back to /api/oidc/callback"
                            + " there.");
    static final Key<List<String>> SCOPES =
            new Key<>(
                    "oidc.scopes",
                    OPEN_ID,
                    "What is asked of the provider; no more than the claims named here need.",
                    "scopes divided by spaces, openid among them",
                    false,
                    text -> Optional.of(List.of(text.split(" +"))).filter(Oidc::areScopes));
    static final Key<String> ACCOUNT_CLAIM =
            new Key<>(
                    "oidc.account-claim",
                    "",
                    "The claim that holds the name of an account, by which somebody is linked with it"
                            + " when they first sign in: one that only the provider's administrators"
                            + " set. Without it administrators link people.",
                    "the name of a claim, but not email: addresses change hands",
                    false,
                    text -> claim(text).filter(name -> !E_MAIL.matcher(name).matches()));
    static final Key<String> ROLES_CLAIM =
            new Key<>(
                    "oidc.roles-claim",
                    "",
                    "The claim that holds roles.",
                    "the name of a claim, members of objects divided by dots, such as"
                            + " realm_access.roles",
                    false,
                    Oidc::claim);
    static final Key<Map<String, String>> ROLES =
            new Key<>(
                    "oidc.roles",
                    "",
                    "Which value of oidc.roles-claim means which role; other values mean none.",
                    "value=role divided by commas, such as watch=duty-officer",
                    false,
                    Oidc::mapping);
    static final Key<String> AREA_CLAIM =
            new Key<>(
                    "oidc.area-claim",
                    "",
                    "The claim that holds the code of the area that these roles are held for; who has"
                            + " none, or an unknown one, has no role by oidc.roles.",
                    "the name of a claim",
                    false,
                    Oidc::claim);

    static final Key<Boolean> TRUSTS_SECOND_FACTOR =
            Key.flag(
                    "oidc.trusts-second-factor",
                    false,
                    "Whether the provider asks everybody for a second factor, so that none is asked"
                            + " here.");

    public Oidc {
        scopes = List.copyOf(scopes);
        roles = Map.copyOf(roles);
    }

    /// Whether people sign in by a provider.
    public boolean isOn() {
        return !issuer.isEmpty();
    }

    static Oidc read(Reader reader) {
        var oidc =
                new Oidc(
                        reader.read(ISSUER),
                        reader.read(CLIENT_ID),
                        reader.readFromEnvironment(CLIENT_SECRET),
                        reader.read(ADDRESS),
                        reader.read(SCOPES),
                        reader.read(ACCOUNT_CLAIM),
                        reader.read(ROLES_CLAIM),
                        reader.read(ROLES),
                        reader.read(AREA_CLAIM),
                        reader.read(TRUSTS_SECOND_FACTOR));
        if (oidc.isOn() == oidc.clientId().isEmpty()) {
            reader.refuse("oidc.issuer and oidc.client-id are given together or not at all.");
        }
        if (oidc.rolesClaim().isEmpty() != oidc.roles().isEmpty()) {
            reader.refuse("oidc.roles-claim and oidc.roles are given together or not at all.");
        }
        if (!oidc.areaClaim().isEmpty() && oidc.roles().isEmpty()) {
            reader.refuse(
                    "oidc.area-claim says where the roles of oidc.roles are held: give both.");
        }
        return oidc;
    }

    private static Key<String> address(String name, String about) {
        return new Key<>(
                name,
                "",
                about,
                "an https URL without query (http on this machine only), such as"
                        + " https://id.example.cn/realms/city",
                false,
                text -> Optional.of(text).filter(Oidc::isAddress));
    }

    /// Who could read what goes there could sign in as anybody.
    private static boolean isAddress(String text) {
        if (text.isEmpty()) {
            return true;
        }
        try {
            var uri = new URI(text);
            boolean isSafe =
                    "https".equals(uri.getScheme())
                            || ("http".equals(uri.getScheme())
                                    && uri.getHost() != null
                                    && Key.isLoopback(uri.getHost().replaceAll("[\\[\\]]", "")));
            return isSafe
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean areScopes(List<String> scopes) {
        return scopes.contains(OPEN_ID)
                && scopes.stream().allMatch(scope -> SCOPE.matcher(scope).matches());
    }

    private static Optional<String> claim(String text) {
        return Optional.of(text).filter(name -> name.isEmpty() || CLAIM.matcher(name).matches());
    }

    private static Optional<Map<String, String>> mapping(String text) {
        var roles = new LinkedHashMap<String, String>();
        for (var part : text.isBlank() ? new String[0] : text.split(",", -1)) {
            int equals = part.lastIndexOf('=');
            var value = equals < 0 ? "" : part.substring(0, equals).strip();
            var role = part.substring(equals + 1).strip();
            if (value.isEmpty()
                    || !ROLE.matcher(role).matches()
                    || roles.putIfAbsent(value, role) != null) {
                return Optional.empty();
            }
        }
        return Optional.of(roles);
    }
}
