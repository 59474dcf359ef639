@NullMarked
package city.wutong.trial;

import org.jspecify.annotations.NullMarked;
