/// Tests of the segment.
@NullMarked
package city.wutong.segment;

import org.jspecify.annotations.NullMarked;
