@NullMarked
package city.wutong.scenario;

import org.jspecify.annotations.NullMarked;
