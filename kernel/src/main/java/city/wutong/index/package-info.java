/// Indices: numbers that the city steers by, as data.
@NullMarked
package city.wutong.index;

import org.jspecify.annotations.NullMarked;
