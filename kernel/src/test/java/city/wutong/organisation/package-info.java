/// Tests of who works where and when.
@NullMarked
package city.wutong.organisation;

import org.jspecify.annotations.NullMarked;
