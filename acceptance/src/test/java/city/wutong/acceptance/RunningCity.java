package city.wutong.acceptance;

import city.wutong.config.Config;
import city.wutong.config.Layers;
import city.wutong.feed.Reaction;
import city.wutong.server.Wutong;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A city that runs in this process, on a port of its own.
final class RunningCity implements AutoCloseable {
    private final Wutong wutong;
    private final Client client;

    private RunningCity(Wutong wutong) {
        this.wutong = wutong;
        this.client = new Client(wutong.port());
    }

    /// @param keys `key=value`, as on the command line
    static RunningCity open(Path data, String... keys) {
        return open(data, List.of(), keys);
    }

    static RunningCity open(Path data, List<Reaction> reactions, String... keys) {
        return new RunningCity(Wutong.open(config(data, keys), Clock.systemUTC(), reactions));
    }

    static Config config(Path data, String... keys) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("data", data.toString());
        options.put("port", "0");
        options.put("access", "open");
        for (var key : keys) {
            int equals = key.indexOf('=');
            options.put(key.substring(0, equals), key.substring(equals + 1));
        }
        return Config.of(new Layers().options(options));
    }

    Client client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        wutong.close();
    }
}
