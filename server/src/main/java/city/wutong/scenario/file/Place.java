package city.wutong.scenario.file;

/// A place in a file.
///
/// @param file relative to the folder that holds the scenarios, with `/`
/// @param line from 1
/// @param column from 1, in characters
public record Place(String file, int line, int column) {

    /// The beginning of a file.
    public static Place of(String file) {
        return new Place(file, 1, 1);
    }
}
