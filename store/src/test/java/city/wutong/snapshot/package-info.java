/// Tests of the snapshot.
@NullMarked
package city.wutong.snapshot;

import org.jspecify.annotations.NullMarked;
