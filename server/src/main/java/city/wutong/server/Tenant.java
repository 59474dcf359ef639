package city.wutong.server;

import city.wutong.cases.CaseBook;
import city.wutong.cases.CaseOpener;
import city.wutong.cases.CaseRetentions;
import city.wutong.cases.UnnamedEvidence;
import city.wutong.companion.CaseTable;
import city.wutong.companion.ContextTable;
import city.wutong.companion.ErasedCompanions;
import city.wutong.companion.RuleTable;
import city.wutong.companion.RuleVersionTable;
import city.wutong.context.Context;
import city.wutong.context.EntityMaps;
import city.wutong.context.Journal.JournalAway;
import city.wutong.context.Recovery;
import city.wutong.context.SeenContext;
import city.wutong.context.Writer;
import city.wutong.evidence.EvidenceFolder;
import city.wutong.feed.Expiries;
import city.wutong.feed.Feed;
import city.wutong.feed.Follower;
import city.wutong.feed.Reactor;
import city.wutong.feed.Retentions;
import city.wutong.feed.Runner;
import city.wutong.figure.Marked;
import city.wutong.figure.SqlFigures;
import city.wutong.history.History;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.PastReferences;
import city.wutong.journal.TenantStore;
import city.wutong.jsonld.StoredContexts;
import city.wutong.past.PastTable;
import city.wutong.person.PersonSearch;
import city.wutong.postgres.Database;
import city.wutong.postgres.Tables;
import city.wutong.present.EntityTable;
import city.wutong.resource.WholeCity;
import city.wutong.rule.CityPlaces;
import city.wutong.rule.RuleEngine;
import city.wutong.rulebook.CityRules;
import city.wutong.rulebook.RuleTrials;
import city.wutong.segment.SegmentReader;
import city.wutong.segment.Segments;
import city.wutong.snapshot.SnapshotReader;
import city.wutong.snapshot.Snapshots;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// One tenant (租户) alive: its memory is read, its writer runs, its followers follow. Opened in the
/// order in which a datum goes, closed in reverse.
final class Tenant implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Tenant.class.getName());
    private static final long MOST_FOLLOWING_BYTES = 16L << 20;
    private static final String EVIDENCE = "evidence";

    private final TenantStore store;
    private final WholeCity city;
    private final List<Runner> followers;

    private Tenant(TenantStore store, WholeCity city, List<Runner> followers) {
        this.store = store;
        this.city = city;
        this.followers = List.copyOf(followers);
    }

    static Tenant open(Database database, String schema, Ground ground) {
        try {
            return open(TenantStore.open(database, schema, ground.beforehand()), ground);
        } catch (SQLException | JournalAway | IOException e) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "The tenant in schema " + schema + " cannot be opened: " + e.getMessage(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartRefused(ExitCode.DATABASE, "The start was interrupted.", e);
        }
    }

    private static Tenant open(TenantStore store, Ground ground)
            throws SQLException, JournalAway, IOException, InterruptedException {
        var tables = store.tables();
        var offsets = new FollowerOffsets(tables);
        var config = ground.config();

        long begun = System.nanoTime();
        long snapshotAt = offsets.load(Snapshots.NAME);
        var recovery = new Recovery(snapshotAt, ground.searched());
        new SnapshotReader(tables).read(recovery::load);
        var context = store.replay(recovery, snapshotAt, store.lastSeq());
        LOG.log(
                System.Logger.Level.DEBUG,
                "{0}: {1} entities, {2} changes after the snapshot, read in {3} ms",
                tables.schema(),
                context.size(),
                context.seq() - snapshotAt,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        context.placedBy(ground.scenarios().marks().placing());
        var cases = new CaseBook(config.clock().zone());
        new CaseTable(tables).readAll(cases::replay);

        var feed = new Feed(context.seq(), config.feed().tailBytes(), store.reader());
        var writer =
                Writer.start(
                        tables.schema(),
                        context,
                        store.journal(),
                        store.start(),
                        List.of(cases),
                        List.of(feed),
                        ground.officeClock(),
                        new Writer.Bounds(
                                config.writer().queueBytes(),
                                MOST_FOLLOWING_BYTES,
                                config.entities().bound()));

        var followers = new ArrayList<Follower>();
        followers.add(new Snapshots(tables, context, snapshotAt, config.snapshot().every()));
        var evidence =
                new EvidenceFolder(
                        ground.folder().resolve(EVIDENCE).resolve(tables.schema()),
                        ground.officeClock());
        followers.add(
                new Segments(
                        tables,
                        offsets.load(Segments.NAME),
                        config.segments().every(),
                        new ErasedCompanions(evidence)));
        followers.add(entityTable(tables, context, offsets, ground));
        var pasts = new PastTable(tables, offsets.load(PastTable.NAME));
        followers.add(pasts);
        var rules =
                CityRules.open(
                        ground.scenarios(), new RuleVersionTable(tables), ground.officeClock());
        var places = new CityPlaces(context, ground.areas());
        var engine =
                RuleEngine.open(
                        new RuleEngine.Ground(
                                context,
                                places,
                                writer,
                                new RuleTable(tables),
                                ground.officeClock(),
                                feed::seq,
                                System::nanoTime),
                        rules.inForce());
        rules.work(engine);
        followers.add(engine);
        followers.add(new Expiries(context, writer, ground.officeClock()));
        var retentions = ground.scenarios().retentions();
        if (!retentions.isEmpty()) {
            followers.add(new Retentions(context, writer, ground.officeClock(), retentions));
        }
        followers.add(
                new CaseRetentions(
                        cases,
                        writer,
                        context.seq(),
                        ground.officeClock(),
                        ground.casesKept(),
                        ground.ids()::newPseudonym));
        followers.add(
                new UnnamedEvidence(
                        evidence,
                        cases::namesEvidence,
                        config.cases().unnamedEvidence(),
                        context.seq(),
                        ground.officeClock()));
        var opener = new CaseOpener(context, cases, ground.caseTypes(), ground.ids()::newCase);
        followers.add(new Reactor(opener, writer, offsets));
        for (var reaction : ground.reactions()) {
            followers.add(new Reactor(reaction, writer, offsets));
        }
        var messenger = Notifying.messenger(tables, ground);
        followers.add(Notifying.follower(tables, context, messenger, ground));
        var history =
                new History(
                        new SegmentReader(tables),
                        feed,
                        ground.officeClock(),
                        pasts,
                        config.temporal().page());
        var city =
                new WholeCity(
                        context,
                        writer,
                        feed,
                        history,
                        cases,
                        new PersonSearch(
                                ground.scenarios().marks(),
                                new PastReferences(tables),
                                history,
                                cases),
                        evidence,
                        StoredContexts.open(new ContextTable(tables), ground.contexts()),
                        new EntityMaps(ground.officeClock(), ground.ids()::uuid),
                        new SqlFigures(tables, ground.officeClock()),
                        messenger,
                        rules,
                        new RuleTrials(store.past(), places, () -> ground.ids().uuid().toString()));
        return new Tenant(
                store,
                city,
                followers.stream().map(follower -> Runner.start(feed, follower)).toList());
    }

    /// Marks are told to the database before anybody reads a view.
    private static EntityTable entityTable(
            Tables tables, Context context, FollowerOffsets offsets, Ground ground)
            throws SQLException, JournalAway {
        Marked.save(tables, ground.marked());
        return EntityTable.open(
                tables,
                new SeenContext(context, ground.analysts(context::entity)),
                offsets.load(EntityTable.NAME),
                ground.coreWords());
    }

    WholeCity city() {
        return city;
    }

    List<Runner> followers() {
        return followers;
    }

    /// Whether the writer works; when it does not, only a new start helps.
    boolean isLive() {
        return !city.writer().isBroken();
    }

    @Override
    public void close() {
        city.trials().close();
        store.journal().stopWaiting();
        followers.reversed().forEach(Runner::close);
        city.messenger().close();
        city.writer().close();
        store.close();
    }
}
