/// Tests of clocks and calendars.
@NullMarked
package city.wutong.clock;

import org.jspecify.annotations.NullMarked;
