@NullMarked
package city.wutong.audit;

import org.jspecify.annotations.NullMarked;
