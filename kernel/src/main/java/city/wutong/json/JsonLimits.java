package city.wutong.json;

/// What a document may be at most.
///
/// @param depth nested arrays and objects, 1 to 500
/// @param textLength characters of one string
/// @param numberLength characters of one number
public record JsonLimits(int depth, int textLength, int numberLength) {
    /// Deep and long enough for every NGSI-LD document that the standard's examples know of.
    public static final JsonLimits DEFAULT = new JsonLimits(64, 4 << 20, 400);

    public JsonLimits {
        if (depth < 1 || depth > 500 || textLength < 1 || numberLength < 1) {
            throw new IllegalArgumentException("limits out of range");
        }
    }
}
