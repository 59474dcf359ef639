package city.wutong.server;

import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/// `wutong demo`: a city to look at, out of real readings that are played over again.
final class DemoCommand {
    /// What a demonstration sets where nobody says otherwise: its own folder, a city clock that can
    /// be set, and a tenant for each replay.
    private static final Map<String, String> DEFAULTS =
            Map.of(
                    "data", "~/.wutong-demo",
                    "clock.replay", "true",
                    "tenants.by-header", "true");

    private DemoCommand() {}

    static CommandSpec spec() {
        var spec = RunCommand.spec(Demo::run, DEFAULTS);
        spec.usageMessage()
                .description(
                        "Shows a living city: 54 air stations of Zhejiang, 96 hours of April 2020,"
                                + " played in "
                                + Demo.MINUTES
                                + " minutes.");
        return spec;
    }
}
