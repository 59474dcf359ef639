/// Tests of the codec.
@NullMarked
package city.wutong.codec;

import org.jspecify.annotations.NullMarked;
