package city.wutong.config;

/// A value that somebody has given: its key, its text and where it stands (`option`, `WUTONG_PORT`,
/// `city.conf line 3`).
public record Given(String key, String text, String where) {}
