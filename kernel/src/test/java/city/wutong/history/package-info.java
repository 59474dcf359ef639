/// Tests of the history.
@NullMarked
package city.wutong.history;

import org.jspecify.annotations.NullMarked;
