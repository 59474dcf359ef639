package city.wutong.auth;

import city.wutong.people.Account;
import city.wutong.people.Account.State;
import city.wutong.people.Credential;
import city.wutong.people.Register;
import city.wutong.refusal.Refusal;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The accounts, by id and by name, and how their people prove who they are.
public final class Accounts {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd}._@-]{1,63}");

    private final Register<UUID, Account> register;
    private final Register<UUID, Credential> credentials;
    private final Supplier<UUID> ids;
    private final Clock clock;
    private final ConcurrentMap<String, UUID> byName = new ConcurrentHashMap<>();

    public Accounts(
            Register<UUID, Account> register,
            Register<UUID, Credential> credentials,
            Supplier<UUID> ids,
            Clock clock) {
        this.register = register;
        this.credentials = credentials;
        this.ids = ids;
        this.clock = clock;
        register.all().forEach(account -> byName.put(account.name(), account.id()));
    }

    /// A name as it is compared: in small letters, and the same however it was typed.
    public static String normal(String name) {
        return Normalizer.normalize(name.strip(), Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    }

    /// What an account is made of.
    ///
    /// @param department its id
    /// @param post its id
    public record Wanted(
            String name, String displayName, Optional<String> department, Optional<String> post) {
        public Wanted(String name, String displayName) {
            this(name, displayName, Optional.empty(), Optional.empty());
        }
    }

    /// Makes an account that has no password yet.
    ///
    /// @throws city.wutong.refusal.Refused with 400 or 409 for its name
    public synchronized Account make(Wanted wanted) {
        var name = normal(wanted.name());
        if (!NAME.matcher(name).matches()) {
            throw Refusal.of(AuthReason.NAME_FORM, wanted.name()).thrown();
        }
        if (byName.containsKey(name)) {
            throw Refusal.of(AuthReason.NAME_TAKEN).thrown();
        }
        var account =
                new Account(
                        ids.get(),
                        name,
                        wanted.displayName(),
                        Optional.empty(),
                        wanted.department(),
                        wanted.post(),
                        State.INVITED,
                        clock.instant());
        register.put(account);
        byName.put(name, account.id());
        return account;
    }

    public Optional<Account> get(UUID id) {
        return register.get(id);
    }

    /// The account of that id.
    ///
    /// @throws city.wutong.refusal.Refused with 404
    public Account known(UUID id) {
        return get(id).orElseThrow(() -> Refusal.of(AuthReason.ACCOUNT_UNKNOWN, id).thrown());
    }

    /// As [#known], and not closed.
    ///
    /// @throws city.wutong.refusal.Refused with 404 or 409
    public Account open(UUID id) {
        var account = known(id);
        if (account.state() == State.CLOSED) {
            throw Refusal.of(AuthReason.ACCOUNT_CLOSED).thrown();
        }
        return account;
    }

    public Optional<Account> named(String name) {
        return Optional.ofNullable(byName.get(normal(name))).flatMap(this::get);
    }

    /// Those in whose names this stands, all for an empty text, in the order in which they were
    /// made.
    public List<Account> search(String text) {
        var wanted = normal(text);
        return register.all().stream()
                .filter(account ->
                        account.name().contains(wanted)
                                || normal(account.displayName()).contains(wanted))
                .sorted(Comparator.comparing(Account::madeAt).thenComparing(Account::id))
                .toList();
    }

    /// Changes an account. Nobody comes between.
    ///
    /// @throws city.wutong.refusal.Refused with 404
    public Account change(UUID id, UnaryOperator<Account> change) {
        return register.change(id, change)
                .orElseThrow(() -> Refusal.of(AuthReason.ACCOUNT_UNKNOWN, id).thrown());
    }

    public Credential credential(UUID id) {
        return credentials.get(id).orElseGet(() -> Credential.none(id));
    }

    /// Changes what an account is proved by. Nobody comes between.
    public Credential prove(UUID id, UnaryOperator<Credential> change) {
        synchronized (credentials) {
            var changed = change.apply(credential(id));
            credentials.put(changed);
            return changed;
        }
    }
}
