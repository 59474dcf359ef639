package city.wutong.config;

/// A value that is used and never shown. The empty one means that none was given.
public record Secret(String value) {

    static final String MASK = "••••";

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : MASK;
    }
}
