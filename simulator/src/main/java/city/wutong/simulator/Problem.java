package city.wutong.simulator;

/// What went wrong and what to do, in both languages.
public record Problem(String english, String chinese) {}
