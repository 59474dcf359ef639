/// History (历史): the changes seen as series over time.
@NullMarked
package city.wutong.history;

import org.jspecify.annotations.NullMarked;
