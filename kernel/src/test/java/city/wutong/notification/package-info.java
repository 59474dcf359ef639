@NullMarked
package city.wutong.notification;

import org.jspecify.annotations.NullMarked;
