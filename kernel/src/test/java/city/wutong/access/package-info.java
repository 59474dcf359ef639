/// Tests of who may do what.
@NullMarked
package city.wutong.access;

import org.jspecify.annotations.NullMarked;
