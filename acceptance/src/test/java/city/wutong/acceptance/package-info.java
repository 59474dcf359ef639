/// The whole program, tested from outside: as a city would use it, and as a city would break it.
@NullMarked
package city.wutong.acceptance;

import org.jspecify.annotations.NullMarked;
