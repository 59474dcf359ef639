package city.wutong.server;

import city.wutong.access.Identities;
import city.wutong.area.AreaFiles;
import city.wutong.auth.People;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.auth.oidc.PeopleSignedIn;
import city.wutong.config.Config;
import city.wutong.organisation.Organisation;
import city.wutong.people.Account;
import city.wutong.people.IdentityTable;
import city.wutong.people.OrganisationTable;
import city.wutong.people.PeopleStore;
import city.wutong.postgres.Database;
import city.wutong.postgres.Tables;
import city.wutong.resource.Staff;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Opens who works in a city, and how they come in by a provider.
final class Organising {
    private Organising() {}

    /// Who works in the city and how they come in.
    ///
    /// @param maps folders of the base map
    /// @param people whose tables have been brought up to date
    static Staff staff(
            Config config, List<Path> maps, Database database, People people, Clock clock) {
        var organisation = open(config, maps, database, people);
        var identities = new IdentityTable(new Tables(database, PeopleStore.SCHEMA));
        var provider = provider(config, people, organisation, identities, clock);
        var zone = config.clock().zone();
        return new Staff(people, organisation, identities, provider, Optional.empty(), zone);
    }

    /// @param maps folders of the base map
    /// @param people whose tables have been brought up to date
    private static Organisation open(
            Config config, List<Path> maps, Database database, People people) {
        var areas = new AreaFiles(config.areas().tables(), config.areas().shapes(), maps).read();
        var table = new OrganisationTable(new Tables(database, PeopleStore.SCHEMA));
        try {
            return Organisation.open(areas, table, ties(people));
        } catch (IOException e) {
            throw new StartRefused(ExitCode.DATABASE, e.getMessage() + ": " + e.getCause(), e);
        } catch (IllegalArgumentException e) {
            throw new StartRefused(
                    ExitCode.USAGE,
                    "An area that was added does not fit the areas of the configuration: "
                            + e.getMessage(),
                    e);
        }
    }

    private static Organisation.Ties ties(People people) {
        return new Organisation.Ties(
                id ->
                        people.accounts()
                                .get(UUID.fromString(id))
                                .filter(account -> account.state() != Account.State.CLOSED)
                                .isPresent(),
                people::isHeldFor,
                id ->
                        people.accounts().search("").stream()
                                .anyMatch(account ->
                                        account.department().equals(Optional.of(id))
                                                || account.post().equals(Optional.of(id))));
    }

    /// Empty when no provider is configured.
    private static Optional<OidcSignIn> provider(
            Config config,
            People people,
            Organisation organisation,
            Identities identities,
            Clock clock) {
        var oidc = config.oidc();
        if (!oidc.isOn()) {
            return Optional.empty();
        }
        for (var role : oidc.roles().values()) {
            if (people.role(role).isEmpty()) {
                throw new StartRefused(
                        ExitCode.USAGE, "oidc.roles names a role that is not there: " + role + ".");
            }
        }
        var longest = config.access().longest();
        var end = new PeopleSignedIn(people, longest, oidc.trustsSecondFactor(), clock);
        var ground =
                new OidcSignIn.Ground(
                        identities, organisation::areas, end, clock, UUID::randomUUID);
        return Optional.of(new OidcSignIn(oidc, ground));
    }
}
