package city.wutong.bench;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.access.Caller;
import city.wutong.access.Holding;
import city.wutong.access.Permission;
import city.wutong.access.Rights;
import city.wutong.access.Role;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.http.Gate;
import city.wutong.jsonld.CoreContexts;
import city.wutong.server.Wutong;
import city.wutong.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.util.GeometricShapeFactory;

/// A Wutong of which one caller has all rights, and another, who says so in a header, holds a role
/// for one type and one area by its shape, and sees a text and a position masked.
final class RoledCity {
    /// The header of the caller with the role.
    static final String LIMITED = "X-Limited: yes\r\n";

    private static final String MODEL =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "title": "Station",
              "x-name": {"zh": "站", "en": "Station"},
              "type": "object",
              "properties": {
                "reliability": {"x-name": {"zh": "可靠性", "en": "Reliability"}, "type": "string", "x-sensitivity": "personal", "x-mask": "text"},
                "location": {"x-name": {"zh": "位置", "en": "Position"}, "x-kind": "GeoProperty", "type": "object", "x-sensitivity": "sensitive", "x-mask": "position"}
              }
            }
            """;
    private static final String SCENARIO =
            """
            formatVersion: 1
            name: {zh: 站, en: Stations}
            about: {zh: 站, en: Stations}
            version: "1"
            """;

    /// Points of the area's boundary, as many as that of a county has.
    private static final int POINTS = 2_000;

    private RoledCity() {}

    /// Runs it until the process is told to stop.
    ///
    /// @param words the data folder and the port
    public static void main(String[] words) throws IOException, InterruptedException {
        var folder = Path.of(words[0]);
        var scenario = folder.resolve("scenarios/stations");
        Files.createDirectories(scenario.resolve("model"));
        Files.writeString(scenario.resolve("scenario.yaml"), SCENARIO);
        Files.writeString(scenario.resolve("model/Station.schema.json"), MODEL);
        var options =
                Map.of(
                        "data", folder.resolve("data").toString(),
                        "port", words[1],
                        "scenarios", folder.resolve("scenarios").toString());
        var areas = areas();
        var gatekeeping = new Wutong.Gatekeeping(gate(), () -> areas, _ -> 1);
        try (var _ =
                Wutong.open(
                        Config.of(new Layers().options(options)),
                        Clock.systemUTC(),
                        List.of(),
                        Optional.of(gatekeeping))) {
            Thread.currentThread().join();
        }
    }

    private static Areas areas() {
        var shape = new GeometricShapeFactory(new GeometryFactory());
        shape.setNumPoints(POINTS);
        shape.setCentre(new Coordinate(120.5, 30.5));
        shape.setSize(2);
        var county =
                new Area(
                        "county",
                        new Text("县", "County"),
                        Optional.empty(),
                        Set.of(),
                        Optional.of(shape.createCircle()));
        return new Areas(List.of(county));
    }

    private static Gate gate() {
        var everything = role(Set.of(Permission.values()), TypeScope.EVERY, Sensitivity.SENSITIVE);
        var one =
                role(
                        Set.of(Permission.READ_CONTEXT),
                        TypeScope.of(Set.of(CoreContexts.DEFAULT_VOCAB + "Station")),
                        Sensitivity.INTERNAL);
        var full = caller(everything, Holding.EVERY);
        var limited = caller(one, "county");
        var clock = Clock.systemUTC();
        return knock ->
                Rights.of(
                        knock.headers().containsKey("x-limited") ? limited : full,
                        knock.tenant(),
                        clock.instant());
    }

    private static Role role(Set<Permission> opens, TypeScope scope, Sensitivity clear) {
        return new Role(
                "bench", new Text("测", "Bench"), opens, scope, scope, clear, Optional.empty());
    }

    private static Caller caller(Role role, String area) {
        var held = new Holding(role, Holding.EVERY, area, Optional.empty());
        return new Caller("person:bench", Caller.Kind.PERSON, List.of(held));
    }
}
