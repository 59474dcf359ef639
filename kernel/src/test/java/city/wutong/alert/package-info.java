@NullMarked
package city.wutong.alert;

import org.jspecify.annotations.NullMarked;
