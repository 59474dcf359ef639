/// Which entities there ever were, for queries for the past.
@NullMarked
package city.wutong.past;

import org.jspecify.annotations.NullMarked;
