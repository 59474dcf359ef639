/// Tests of how areas are read.
@NullMarked
package city.wutong.area;

import org.jspecify.annotations.NullMarked;
