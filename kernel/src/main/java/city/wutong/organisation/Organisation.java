package city.wutong.organisation;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The areas, departments, posts and duties of a city, in memory and written through: a change is
/// kept before it is seen, and what was refused left nothing.
///
/// Areas down to the towns are configuration and the same for all tenants; what a city adds below
/// them is kept here. Departments, posts and duties belong to a tenant.
public final class Organisation {
    private static final System.Logger LOG = System.getLogger(Organisation.class.getName());

    private final OrganisationBook book;
    private final Ties ties;
    private volatile Directory directory;

    /// What else holds to an organisation.
    ///
    /// @param isAccount whether there is an account of that id
    /// @param isHeldFor whether somebody holds a role for the area of that code
    /// @param isPlacedIn whether an account is said to work in the department, or in the post, of
    ///   that id
    public record Ties(
            Predicate<String> isAccount,
            Predicate<String> isHeldFor,
            Predicate<String> isPlacedIn) {
        /// Any account may be named, and nothing is held.
        public static final Ties NONE = new Ties(_ -> true, _ -> false, _ -> false);
    }

    private Organisation(OrganisationBook book, Ties ties, Directory directory) {
        this.book = book;
        this.ties = ties;
        this.directory = directory;
    }

    /// Reads what is kept.
    ///
    /// @param fixed the areas of the configuration
    /// @throws IOException when it cannot be read
    /// @throws IllegalArgumentException when an area that was added fits the fixed ones no more
    public static Organisation open(Collection<Area> fixed, OrganisationBook book, Ties ties)
            throws IOException {
        return new Organisation(book, ties, Directory.of(fixed, book.load()));
    }

    /// All areas as they are now.
    public Areas areas() {
        return directory.areas();
    }

    /// Everything as it is now.
    public Directory directory() {
        return directory;
    }

    /// Keeps it, in place of what had its id.
    ///
    /// @throws city.wutong.refusal.Refused when it does not fit, or cannot be kept
    public synchronized void put(Kept kept) {
        directory.check(kept);
        if (kept instanceof Duty duty && !ties.isAccount().test(duty.account())) {
            throw Refusal.of(OrganisationReason.ACCOUNT_UNKNOWN, duty.account()).thrown();
        }
        var next = directory.with(kept);
        keep(() -> book.write(kept));
        directory = next;
    }

    /// Keeps it no more.
    ///
    /// @throws city.wutong.refusal.Refused when something else needs it, or it cannot be removed
    public synchronized void remove(Kept kept) {
        directory
                .user(kept)
                .or(() -> holding(kept))
                .ifPresent(user -> {
                    throw Refusal.of(OrganisationReason.IN_USE, kept.id(), user).thrown();
                });
        var next = directory.without(kept);
        keep(() -> book.remove(kept));
        directory = next;
    }

    private Optional<String> holding(Kept kept) {
        return switch (kept) {
            case AddedArea(var code, _, _, var aliases) ->
                    ties.isHeldFor().test(code) || aliases.stream().anyMatch(ties.isHeldFor())
                            ? Optional.of("a role that is held for it")
                            : Optional.empty();
            case Department _, Post _ ->
                    ties.isPlacedIn().test(kept.id())
                            ? Optional.of("an account that works there")
                            : Optional.empty();
            case Duty _ -> Optional.empty();
        };
    }

    @FunctionalInterface
    private interface Keeping {
        void run() throws IOException;
    }

    private static void keep(Keeping keeping) {
        try {
            keeping.run();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "the organisation cannot be kept", e);
            throw Refusal.of(OrganisationReason.NOT_KEPT).thrown();
        }
    }

    /// The department of that id, in that tenant.
    public Optional<Department> department(String tenant, String id) {
        return Directory.of(directory.departments(), tenant, id);
    }

    /// The post of that id, in that tenant.
    public Optional<Post> post(String tenant, String id) {
        return Directory.of(directory.posts(), tenant, id);
    }

    /// The duty of that id, in that tenant.
    public Optional<Duty> duty(String tenant, String id) {
        return Directory.of(directory.duties(), tenant, id);
    }

    /// All departments of a tenant, by id, which is the order in which they were made.
    public List<Department> departments(String tenant) {
        return Directory.all(directory.departments(), tenant);
    }

    /// All posts of a tenant.
    public List<Post> posts(String tenant) {
        return Directory.all(directory.posts(), tenant);
    }

    /// All duties of a tenant.
    public List<Duty> duties(String tenant) {
        return Directory.all(directory.duties(), tenant);
    }
}
