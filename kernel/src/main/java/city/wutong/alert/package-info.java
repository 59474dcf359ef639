/// Alerts (预警): what people do with them.
@NullMarked
package city.wutong.alert;

import org.jspecify.annotations.NullMarked;
