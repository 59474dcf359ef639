package city.wutong.context;

/// The name of a command that must take effect once. One source names its commands in rising order
/// of (cause, number); a name not above the highest that was applied is refused as done already, so
/// that a source that was killed can simply say again what it said.
///
/// @param source the follower
/// @param cause the `seq` of the change that the command follows from
/// @param number its place among the commands that follow from the same change, from 0
public record Once(String source, long cause, int number) implements Comparable<Once> {
    public Once {
        if (source.isEmpty() || cause < 1 || number < 0) {
            throw new IllegalArgumentException("not a name of a command");
        }
    }

    /// The order in which one source's commands are applied.
    @Override
    public int compareTo(Once other) {
        int byCause = Long.compare(cause, other.cause);
        return byCause != 0 ? byCause : Integer.compare(number, other.number);
    }
}
