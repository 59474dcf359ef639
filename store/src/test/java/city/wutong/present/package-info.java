/// Tests of the present.
@NullMarked
package city.wutong.present;

import org.jspecify.annotations.NullMarked;
