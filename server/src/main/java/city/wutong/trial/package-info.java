/// Trials of scenarios (`wutong scenario test`): stories told to a real, empty city through its
/// public interface, and what is expected of it.
@NullMarked
package city.wutong.trial;

import org.jspecify.annotations.NullMarked;
