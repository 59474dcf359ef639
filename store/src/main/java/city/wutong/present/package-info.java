/// The present as a table for SQL tools.
@NullMarked
package city.wutong.present;

import org.jspecify.annotations.NullMarked;
