package city.wutong.simulator;

import java.nio.file.Path;

/// The data that ships with Wutong.
final class Demo {
    static final Path AIR = folder().resolve("air");
    static final Path COUNTIES = folder().resolve("map/counties.geojson");

    private Demo() {}

    static AirArchive archive() {
        try {
            return AirArchive.read(AIR);
        } catch (ArchiveUnreadable e) {
            throw new AssertionError(e);
        }
    }

    private static Path folder() {
        return Path.of(System.getProperty("wutong.demo", "../demo"));
    }
}
