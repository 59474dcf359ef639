@NullMarked
package city.wutong.outbox;

import org.jspecify.annotations.NullMarked;
