package city.wutong.acceptance;

import city.wutong.server.Wutong;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;

/// The main class of a city with an [Echo], to be killed: says its port on standard output and
/// closes in order when its standard input ends.
final class CrashCity {
    private CrashCity() {}

    @SuppressWarnings("SystemOut")
    public static void main(String[] arguments) throws IOException {
        var keys = Arrays.copyOfRange(arguments, 1, arguments.length);
        var config = RunningCity.config(Path.of(arguments[0]), keys);
        try (var wutong = Wutong.open(config, Clock.systemUTC(), List.of(new Echo()))) {
            System.out.println(CityProcess.PORT + wutong.port());
            while (System.in.read() >= 0) {
                // nobody writes: only the end matters
            }
        }
    }
}
