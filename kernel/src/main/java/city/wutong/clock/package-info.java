/// The city clock, and the clocks of cases.
@NullMarked
package city.wutong.clock;

import org.jspecify.annotations.NullMarked;
