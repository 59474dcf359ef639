package city.wutong.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A recording of the server process by Java Flight Recorder, when `--jfr` asks for one.
record Profile(boolean wanted, Path file) {
    private static final List<String> VIEWS =
            List.of("hot-methods", "allocation-by-class", "allocation-by-site", "gc-pauses");

    void start(CityProcess city) throws IOException, InterruptedException {
        if (wanted) {
            Jdk.run("jcmd", "" + city.pid(), "JFR.start", "name=bench", "settings=profile");
        }
    }

    void stop(CityProcess city, Report report) throws IOException, InterruptedException {
        if (!wanted) {
            return;
        }
        Jdk.run("jcmd", "" + city.pid(), "JFR.stop", "name=bench", "filename=" + file);
        report.line("profile: " + file);
        for (var view : VIEWS) {
            report.line(Jdk.run("jfr", "view", "--width", "140", view, file.toString()));
        }
    }
}
