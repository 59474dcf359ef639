/// Tests of indices.
@NullMarked
package city.wutong.figure;

import org.jspecify.annotations.NullMarked;
