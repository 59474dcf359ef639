/// Tests of who may see and do what.
@NullMarked
package city.wutong.access;

import org.jspecify.annotations.NullMarked;
