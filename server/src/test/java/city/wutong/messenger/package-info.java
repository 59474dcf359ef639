@NullMarked
package city.wutong.messenger;

import org.jspecify.annotations.NullMarked;
