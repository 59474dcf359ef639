/// JSON as immutable values, read from and written to bytes within stated limits.
@NullMarked
package city.wutong.json;

import org.jspecify.annotations.NullMarked;
