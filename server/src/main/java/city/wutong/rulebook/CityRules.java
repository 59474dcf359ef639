package city.wutong.rulebook;

import city.wutong.context.ContextReason;
import city.wutong.refusal.Refusal;
import city.wutong.rule.InForce;
import city.wutong.rule.Rule;
import city.wutong.rule.RuleBook;
import city.wutong.rule.RuleEngine;
import city.wutong.rule.RuleEngine.Replayed;
import city.wutong.rule.RuleReason;
import city.wutong.rule.RuleReport;
import city.wutong.rule.RuleVersion;
import city.wutong.rulebook.CityRule.Origin;
import city.wutong.scenario.RuleText;
import city.wutong.scenario.Scenario;
import city.wutong.scenario.Scenarios;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;

/// The rules of one tenant: what its scenarios' folders say, and over that what people have said in
/// the console. Each thing said is a version that is kept for ever, and counts from the next read
/// of the rules on.
public final class CityRules {
    /// Rules that something was said of.
    public static final int MOST_RULES = 1_000;

    /// Versions of one rule.
    public static final int MOST_VERSIONS = 1_000;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Scenarios scenarios;
    private final RuleBook book;
    private final Clock clock;
    private final Map<String, List<RuleVersion>> versions = new TreeMap<>();
    private final Map<String, Rule> folders = new LinkedHashMap<>();
    private volatile Map<String, CityRule> rules = Map.of();
    private volatile Optional<RuleEngine> engine = Optional.empty();

    private CityRules(Scenarios scenarios, RuleBook book, Clock clock) {
        this.scenarios = scenarios;
        this.book = book;
        this.clock = clock;
        scenarios.rules().forEach(rule -> folders.put(rule.id(), rule));
    }

    /// Reads what was said before.
    ///
    /// @param clock the office clock
    public static CityRules open(Scenarios scenarios, RuleBook book, Clock clock)
            throws IOException {
        var rules = new CityRules(scenarios, book, clock);
        for (var version : book.load()) {
            rules.versions.computeIfAbsent(version.rule(), _ -> new ArrayList<>()).add(version);
        }
        rules.lay();
        return rules;
    }

    /// Has what is said from now on put in force there.
    public void work(RuleEngine at) {
        engine = Optional.of(at);
    }

    /// All of them, those of the folders first.
    public List<CityRule> all() {
        return List.copyOf(rules.values());
    }

    /// The rule of that id.
    ///
    /// @throws city.wutong.refusal.Refused when there is none
    public CityRule rule(String id) {
        var rule = rules.get(id);
        if (rule == null) {
            throw Refusal.of(RuleReason.UNKNOWN, id).thrown();
        }
        return rule;
    }

    /// A rule as its scenario's folder has it.
    public Optional<Rule> folder(String id) {
        return Optional.ofNullable(folders.get(id));
    }

    /// What was said of a rule, the newest first; of one that is no more, too.
    public synchronized List<RuleVersion> versions(String id) {
        var said = versions.getOrDefault(id, List.of());
        if (said.isEmpty() && !folders.containsKey(id)) {
            throw Refusal.of(RuleReason.UNKNOWN, id).thrown();
        }
        return List.copyOf(said).reversed();
    }

    /// The rules that are to be asked.
    public List<InForce> inForce() {
        return rules.values().stream()
                .filter(CityRule::isOn)
                .flatMap(each -> each.rule().map(rule -> InForce.of(rule, each.version())).stream())
                .toList();
    }

    /// Reads a rule by the words of a scenario.
    public RuleText read(String scenario, String source) {
        return RuleText.read(scenarios, scenario(scenario), source);
    }

    private Scenario scenario(String id) {
        return scenarios.on().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> Refusal.of(RuleReason.SCENARIO_UNKNOWN, id).thrown());
    }

    /// Somebody says something.
    ///
    /// @param by the actor
    /// @param note why
    public record Said(String by, String note) {}

    /// Puts a text in force that was read without a mistake.
    public RuleVersion put(Rule rule, String source, Said said) {
        return say(rule.id(), said, before -> before.saying(source));
    }

    /// Switches a rule on or off.
    public RuleVersion turn(String id, boolean on, Said said) {
        rule(id);
        return say(id, said, before -> before.on(on));
    }

    /// Names who answers for a rule.
    public RuleVersion own(String id, Optional<String> owner, Said said) {
        rule(id);
        return say(id, said, before -> before.ownedBy(owner));
    }

    /// Takes back what the city has said: a rule made here is no more, and one of a scenario is as
    /// its folder has it.
    public RuleVersion remove(String id, Said said) {
        var rule = rule(id);
        if (rule.version() == 0) {
            throw Refusal.of(RuleReason.NOTHING_TO_REMOVE, id).thrown();
        }
        return say(id, said, RuleVersion::removed);
    }

    /// The text of a version.
    public String source(String id, int version) {
        if (version == 0 && folders.containsKey(id)) {
            return folders.get(id).source();
        }
        return versions(id).stream()
                .filter(each -> each.version() == version)
                .flatMap(each -> each.source().stream())
                .findFirst()
                .orElseThrow(() -> Refusal.of(RuleReason.VERSION_UNKNOWN, id, version).thrown());
    }

    /// How many are asked no more because they failed or were too slow.
    public int isolated() {
        return (int)
                engine.stream()
                        .flatMap(at -> at.reports().values().stream())
                        .filter(RuleReport::isIsolated)
                        .count();
    }

    /// Has an isolated rule begin anew.
    public Replayed replay(String id) {
        rule(id);
        return engine.map(at -> await(at.replay(id))).orElse(new Replayed(0, 0));
    }

    public Optional<RuleEngine> engine() {
        return engine;
    }

    private RuleVersion say(String id, Said said, UnaryOperator<RuleVersion> what) {
        Optional<CompletableFuture<Replayed>> done;
        RuleVersion next;
        synchronized (this) {
            next = what.apply(afterLast(id, said));
            try {
                book.append(next);
            } catch (IOException e) {
                throw Refusal.of(ContextReason.JOURNAL_AWAY).thrown();
            }
            versions.computeIfAbsent(id, _ -> new ArrayList<>()).add(next);
            lay();
            done = engine.flatMap(at -> at.become(inForce()));
        }
        if (engine.isPresent()) {
            await(done);
        }
        return next;
    }

    /// The same as was said last, said again now.
    private RuleVersion afterLast(String id, Said said) {
        var before = versions.getOrDefault(id, List.of());
        if (before.size() >= MOST_VERSIONS) {
            throw Refusal.of(RuleReason.FULL, MOST_VERSIONS, "versions / 版本").thrown();
        }
        if (before.isEmpty() && versions.size() >= MOST_RULES) {
            throw Refusal.of(RuleReason.FULL, MOST_RULES, "rules / 规则").thrown();
        }
        var last = before.isEmpty() ? Optional.<RuleVersion>empty() : Optional.of(before.getLast());
        return new RuleVersion(
                id,
                last.map(RuleVersion::version).orElse(0) + 1,
                clock.instant(),
                said.by(),
                said.note(),
                last.flatMap(RuleVersion::source),
                last.map(RuleVersion::isOn).orElse(true),
                last.flatMap(RuleVersion::owner),
                false);
    }

    private static Replayed await(Optional<CompletableFuture<Replayed>> done) {
        try {
            return done.orElseThrow(() -> Refusal.of(RuleReason.BUSY).thrown())
                    .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refusal.of(RuleReason.BUSY).thrown();
        } catch (ExecutionException | TimeoutException e) {
            throw Refusal.of(RuleReason.BUSY).thrown();
        }
    }

    /// Lays what was said over the folders.
    private void lay() {
        var laid = new LinkedHashMap<String, CityRule>();
        folders.forEach((id, rule) -> laid.put(id, CityRule.ofFolder(rule)));
        versions.forEach(
                (id, said) -> laid(id, said.getLast()).ifPresent(rule -> laid.put(id, rule)));
        rules = laid;
    }

    private Optional<CityRule> laid(String id, RuleVersion said) {
        var folder = Optional.ofNullable(folders.get(id));
        if (said.isRemoved()) {
            return folder.map(CityRule::ofFolder);
        }
        if (said.source().isEmpty()) {
            return folder.map(rule -> CityRule.ofFolder(rule, said));
        }
        var known = rules.get(id);
        var source = said.source().get();
        var text = known != null && known.source().equals(source) ? kept(known) : text(id, source);
        return Optional.of(
                new CityRule(
                        id,
                        Origin.CONSOLE,
                        said.version(),
                        said.isOn(),
                        said.owner(),
                        text.rule(),
                        source,
                        text.mistakes()));
    }

    private static RuleText kept(CityRule known) {
        return new RuleText(known.mistakes(), known.rule());
    }

    private RuleText text(String id, String source) {
        var scenario = id.substring(0, id.indexOf('/'));
        return scenarios.on().stream()
                .filter(each -> each.id().equals(scenario))
                .findFirst()
                .map(each -> RuleText.read(scenarios, each, source))
                .orElseGet(() -> new RuleText(List.of(), Optional.empty()));
    }
}
