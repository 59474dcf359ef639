/// Tests of what every start needs.
@NullMarked
package city.wutong.start;

import org.jspecify.annotations.NullMarked;
