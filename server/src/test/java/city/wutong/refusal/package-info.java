@NullMarked
package city.wutong.refusal;

import org.jspecify.annotations.NullMarked;
