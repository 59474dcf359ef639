/// Tests of the context.
@NullMarked
package city.wutong.context;

import org.jspecify.annotations.NullMarked;
