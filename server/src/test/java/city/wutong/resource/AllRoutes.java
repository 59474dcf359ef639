package city.wutong.resource;

import city.wutong.access.AuditEntry;
import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.access.Policy;
import city.wutong.access.Roles;
import city.wutong.audit.AuditQuery;
import city.wutong.audit.AuditTrail;
import city.wutong.audit.ChainHead;
import city.wutong.audit.ChainLink;
import city.wutong.audit.Verdict;
import city.wutong.auth.NewPeople;
import city.wutong.http.Door;
import city.wutong.http.Encryption;
import city.wutong.http.Gate;
import city.wutong.http.Origins;
import city.wutong.http.Routes;
import city.wutong.jsonld.ContextSource;
import city.wutong.jsonld.Contexts;
import city.wutong.organisation.Kept;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationBook;
import city.wutong.scenario.Scenarios;
import java.io.IOException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Every route there is, of an interface that nobody can ask anything.
final class AllRoutes {
    private AllRoutes() {}

    static List<Routes.Route> there() {
        return api().routes(
                        new Api.Running(
                                AllRoutes::unasked, () -> "", Optional.empty(), new NoAudit()))
                .all();
    }

    private static Health unasked() {
        throw new AssertionError("not asked");
    }

    private static Api api() {
        var settings =
                new Api.Settings(
                        new Door.Place("127.0.0.1", 0, Encryption.NONE),
                        1,
                        1,
                        1,
                        false,
                        Origins.THIS_MACHINE_ONLY,
                        List.of());
        var clock = Clock.systemUTC();
        return new Api(
                settings,
                new NoCities(),
                new Contexts(ContextSource.NONE),
                Scenarios.NONE,
                staff(),
                Ids.of(clock),
                clock,
                new Api.Access(Gate.open(clock), Policy.PLAIN, new Roles(List.of()), _ -> 1));
    }

    private static Staff staff() {
        try {
            var organisation =
                    Organisation.open(List.of(), new NothingKept(), Organisation.Ties.NONE);
            var people = NewPeople.in(Map.of(), Clock.systemUTC()).people();
            return new Staff(
                    people,
                    organisation,
                    new NobodyLinked(),
                    Optional.empty(),
                    Optional.empty(),
                    ZoneOffset.UTC);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private record NothingKept() implements OrganisationBook {
        @Override
        public List<Kept> load() {
            return List.of();
        }

        @Override
        public void write(Kept kept) {}

        @Override
        public void remove(Kept kept) {}
    }

    private record NobodyLinked() implements Identities {
        @Override
        public Optional<Identity> find(String issuer, String subject) {
            return Optional.empty();
        }

        @Override
        public List<Identity> of(String account) {
            return List.of();
        }

        @Override
        public boolean link(Identity identity) {
            return false;
        }

        @Override
        public boolean unlink(String id) {
            return false;
        }
    }

    private record NoAudit() implements AuditTrail {
        @Override
        public long append(AuditEntry entry) {
            throw new AssertionError("not asked");
        }

        @Override
        public List<ChainLink> find(AuditQuery query, long before, int limit) {
            throw new AssertionError("not asked");
        }

        @Override
        public void each(AuditQuery query, Consumer<ChainLink> to) {
            throw new AssertionError("not asked");
        }

        @Override
        public Verdict verify() {
            throw new AssertionError("not asked");
        }

        @Override
        public ChainHead head() {
            throw new AssertionError("not asked");
        }
    }
}
