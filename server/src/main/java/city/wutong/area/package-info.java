/// Reads which areas a city has: a table of them and their shapes.
@NullMarked
package city.wutong.area;

import org.jspecify.annotations.NullMarked;
