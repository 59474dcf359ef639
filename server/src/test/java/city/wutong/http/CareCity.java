package city.wutong.http;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.access.AuditEntry;
import city.wutong.access.BuiltInRoles;
import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.access.Role;
import city.wutong.access.Roles;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.scenario.Scenarios;
import city.wutong.server.Wutong;
import city.wutong.text.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/// A [TestCity] that cares for elders, with areas, roles and personal data, whose callers say in a
/// header which roles they hold: `X-Caller: carer@west,leader@*@fire`. Without it nobody calls.
///
/// @param audit what was written down
public record CareCity(TestCity plain, List<AuditEntry> audit) implements AutoCloseable {
    public static final String CALLER = "X-Caller";

    /// Who may do everything.
    public static final String ADMIN = "admin@*";

    /// Two towns side by side; the west has a grid.
    public static final Areas AREAS =
            new Areas(
                    List.of(
                            area("county", "", new Envelope(120, 121, 30, 31)),
                            area("west", "county", new Envelope(120, 120.5, 30, 31)),
                            area("grid", "west", new Envelope(120, 120.1, 30, 30.1)),
                            area("east", "county", new Envelope(120.5, 121, 30, 31))));

    private static final Role ADMINISTRATOR =
            new Role(
                    "admin",
                    new Text("全部", "All"),
                    Set.of(Permission.values()),
                    TypeScope.EVERY,
                    TypeScope.EVERY,
                    Sensitivity.SENSITIVE,
                    Optional.empty());

    private static final Map<String, String> FILES =
            Map.of(
                    "scenario.yaml",
                    """
                    formatVersion: 1
                    name: {zh: 养老, en: Care}
                    about: {zh: 独居老人, en: Elders who live alone}
                    version: "1"
                    """,
                    "model/Elder.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Elder",
                      "x-name": {"zh": "老人", "en": "Elder"},
                      "type": "object",
                      "x-person": true,
                      "properties": {
                        "guardianPhone": {"x-name": {"zh": "监护人电话", "en": "Guardian's phone"}, "type": "string", "x-sensitivity": "personal", "x-mask": "mobile", "x-person": "other"},
                        "name": {"x-name": {"zh": "姓名", "en": "Name"}, "type": "string", "x-sensitivity": "personal", "x-mask": "name", "x-searched": true},
                        "phone": {"x-name": {"zh": "电话", "en": "Phone"}, "type": "string", "x-sensitivity": "personal", "x-mask": "mobile", "x-searched": true},
                        "illness": {"x-name": {"zh": "疾病", "en": "Illness"}, "type": "string", "x-sensitivity": "sensitive", "x-searched": true},
                        "areaCode": {"x-name": {"zh": "区域", "en": "Area"}, "type": "string", "x-area": true},
                        "location": {"x-name": {"zh": "位置", "en": "Position"}, "x-kind": "GeoProperty", "type": "object", "x-sensitivity": "sensitive", "x-mask": "position"},
                        "mood": {"x-name": {"zh": "心情", "en": "Mood"}, "type": "integer", "x-sensitivity": "open"},
                        "steps": {"x-name": {"zh": "步数", "en": "Steps"}, "type": "integer", "x-searched": true}
                      }
                    }
                    """,
                    "model/Camera.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Camera",
                      "x-name": {"zh": "摄像机", "en": "Camera"},
                      "type": "object",
                      "properties": {
                        "name": {"x-name": {"zh": "名称", "en": "Name"}, "type": "string", "x-sensitivity": "open"},
                        "location": {"x-name": {"zh": "位置", "en": "Position"}, "x-kind": "GeoProperty", "type": "object", "x-sensitivity": "open"},
                        "load": {"x-name": {"zh": "负载", "en": "Load"}, "type": "integer"},
                        "watches": {"x-name": {"zh": "看护", "en": "Watches"}, "x-kind": "Relationship", "type": "string"}
                      }
                    }
                    """,
                    "model/Wristband.schema.json",
                    """
                    {
                      "$schema": "https://json-schema.org/draft/2020-12/schema",
                      "title": "Wristband",
                      "x-name": {"zh": "手环", "en": "Wristband"},
                      "type": "object",
                      "properties": {
                        "wearer": {"x-name": {"zh": "佩戴人", "en": "Wearer"}, "x-kind": "Relationship", "type": "string", "x-person": "owner"},
                        "pulse": {"x-name": {"zh": "脉搏", "en": "Pulse"}, "type": "integer", "x-sensitivity": "sensitive"},
                        "battery": {"x-name": {"zh": "电量", "en": "Battery"}, "type": "integer"}
                      }
                    }
                    """,
                    "rules/fall.yaml",
                    """
                    formatVersion: 1
                    rules:
                      - rule: fall
                        name: {zh: 跌倒, en: Fall}
                        watch: Elder
                        when: entity.steps == 0
                        alert: {severity: high, category: health, subCategory: fall, text: {zh: 跌倒, en: Fell}}
                        case: help
                    """,
                    "cases/help.yaml",
                    """
                    formatVersion: 1
                    case: help
                    version: 1
                    name: {zh: 救助, en: Help}
                    clock: {limit: 24h, unit: natural}
                    states:
                      - {state: opened, open: true, name: {zh: 待受理, en: Opened}}
                      - {state: closed, open: false, name: {zh: 已办结, en: Closed}}
                    transitions:
                      - {action: close, name: {zh: 办结, en: Close}, from: opened, to: closed, note: optional, evidence: {least: 0, most: 2}, role: carer}
                    """,
                    "roles.yaml",
                    """
                    formatVersion: 1
                    roles:
                      - role: carer
                        name: {zh: 护理员, en: Carer}
                        opens: [read-context, read-cases, work-on-cases, acknowledge-alerts, read-indices]
                        reads: [Elder, Alert, Case]
                        clear: personal
                      - role: nurse
                        name: {zh: 护士, en: Nurse}
                        opens: [read-context, write-context]
                        reads: [Elder]
                        writes: [Elder]
                        clear: sensitive
                      - role: visitor
                        name: {zh: 访客, en: Visitor}
                        opens: [read-context]
                        reads: all
                        clear: open
                      - role: keeper
                        name: {zh: 设备员, en: Keeper}
                        opens: [read-context, read-cases, read-indices]
                        reads: [Camera, Alert]
                    """,
                    "indices/elders.yaml",
                    """
                    formatVersion: 1
                    index: elders
                    name: {zh: 老人, en: Elders}
                    about: {zh: 老人数, en: How many there are}
                    figure: select count(*) as value from entity where type = 'Elder'
                    rows: |
                      select id, attributes->>'steps' as steps, attributes->>'phone' as phone
                      from entity where type in ('Elder', 'Camera') order by id
                    """);

    private static Area area(String code, String parent, Envelope land) {
        return new Area(
                code,
                new Text(code, code),
                Optional.of(parent).filter(text -> !text.isEmpty()),
                Set.of(),
                Optional.of(new GeometryFactory().toGeometry(land)));
    }

    /// A folder with the scenario.
    static Path scenarios() throws IOException {
        var folder = Files.createTempDirectory("wutong-care-");
        for (var file : FILES.entrySet()) {
            var path = folder.resolve("care").resolve(file.getKey());
            Files.createDirectories(Path.of(String.valueOf(path.getParent())));
            Files.writeString(path, file.getValue());
        }
        return folder;
    }

    static CareCity open() {
        try {
            var folder = scenarios();
            var scenarios = Scenarios.load(folder);
            if (!scenarios.mistakes().isEmpty()) {
                throw new AssertionError(scenarios.mistakes().toString());
            }
            var audit = new CopyOnWriteArrayList<AuditEntry>();
            var roles = new Roles(scenarios.roles());
            var gatekeeping =
                    new Wutong.Gatekeeping(
                            knock -> rights(knock, roles, Instant.now(Clock.systemUTC())),
                            () -> AREAS,
                            entry -> {
                                audit.add(entry);
                                return audit.size();
                            });
            var options = Map.of("scenarios", folder.toString(), "clock.replay", "true");
            return new CareCity(TestCity.open(options, gatekeeping), audit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// `carer@west` is a role for an area in every tenant, `carer@west@fire` in one.
    private static Rights rights(Gate.Knock knock, Roles roles, Instant now) {
        var said = knock.headers().getOrDefault("x-caller", List.of());
        if (said.isEmpty()) {
            return Rights.of(Caller.NOBODY, knock.tenant(), now);
        }
        var holdings = new ArrayList<Holding>();
        for (var each : said.getFirst().split(",", -1)) {
            var parts = each.split("@", -1);
            var role =
                    parts[0].equals("admin")
                            ? Optional.of(ADMINISTRATOR)
                            : roles.of(parts[0]).or(() -> roles.of("care/" + parts[0]));
            holdings.add(
                    new Holding(
                            role.orElseThrow(() -> new AssertionError("no role " + parts[0])),
                            parts.length > 2 ? parts[2] : Holding.EVERY,
                            parts[1],
                            Optional.empty()));
        }
        var caller = new Caller("person:" + said.getFirst(), Caller.Kind.PERSON, holdings);
        return Rights.of(caller, knock.tenant(), now);
    }

    /// The ids of the roles that come with Wutong.
    public static List<String> builtIn() {
        return BuiltInRoles.ALL.stream().map(Role::id).toList();
    }

    @Override
    public void close() {
        plain.close();
    }

    /// Gives the city to whatever test class asks for it in its constructor.
    public static final class Shared implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == CareCity.class;
        }

        /// One for each class: they count what is there.
        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getStore(
                            ExtensionContext.Namespace.create(
                                    CareCity.class, context.getRequiredTestClass()))
                    .computeIfAbsent(CareCity.class, _ -> open(), CareCity.class);
        }
    }

    /// Does it with all rights.
    public TestCity.Reply asAdmin(String method, String path, String body) {
        return plain.send(method, path, body, CALLER, ADMIN);
    }

    /// An elder's JSON, with what is not empty.
    public static String elder(String id, String area, int steps, String more) {
        return """
        {"id":"%s","type":"Elder",%s"steps":{"type":"Property","value":%d}%s}\
        """
                .formatted(
                        id,
                        area.isEmpty()
                                ? ""
                                : "\"areaCode\":{\"type\":\"Property\",\"value\":\""
                                        + area
                                        + "\"},",
                        steps,
                        more.isEmpty() ? "" : "," + more);
    }

    /// `"name":{"type":"Property","value":"…"}`.
    public static String property(String name, String value) {
        return "\"%s\":{\"type\":\"Property\",\"value\":\"%s\"}".formatted(name, value);
    }

    /// A `location`.
    public static String place(double longitude, double latitude) {
        return ("\"location\":{\"type\":\"GeoProperty\",\"value\":{\"type\":\"Point\",\"coordinates\":"
                        + "[%s,%s]}}")
                .formatted(longitude, latitude);
    }
}
