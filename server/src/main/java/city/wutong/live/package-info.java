/// Live streams: what changes, as it changes.
@NullMarked
package city.wutong.live;

import org.jspecify.annotations.NullMarked;
