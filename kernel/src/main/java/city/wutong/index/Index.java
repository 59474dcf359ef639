package city.wutong.index;

import city.wutong.text.Text;
import java.math.BigDecimal;
import java.util.Optional;

/// An index (指标): a number that the city steers by, with how it is counted.
///
/// # The queries
///
/// `figure` answers one row with the column `value` (null: nothing was due), or with `numerator`
/// and `denominator`, of which the value is the ratio in percent. Of an index with parts it answers
/// several rows with `key`, `label` and `value`. `rows` answers what is behind it. Both are one
/// SELECT over the views `entity`, `history`, `case_event` and `doubt`.
///
/// @param id scenario and name, e.g. `environment/alerts-now`
/// @param about what it says and on what grounds
/// @param target what it should be
public record Index(
        String id,
        Text name,
        Text about,
        Optional<Text> unit,
        Optional<Target> target,
        String figure,
        String rows) {

    /// What an index should be.
    public sealed interface Target {
        BigDecimal bound();

        /// At most so much.
        record AtMost(BigDecimal bound) implements Target {}

        /// At least so much.
        record AtLeast(BigDecimal bound) implements Target {}
    }
}
