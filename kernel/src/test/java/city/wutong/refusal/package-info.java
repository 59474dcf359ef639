/// Tests of the refusal.
@NullMarked
package city.wutong.refusal;

import org.jspecify.annotations.NullMarked;
