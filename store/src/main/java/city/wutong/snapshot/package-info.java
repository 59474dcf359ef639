/// Snapshot chunks: the present as a start reads it.
@NullMarked
package city.wutong.snapshot;

import org.jspecify.annotations.NullMarked;
