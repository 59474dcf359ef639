/// Tests of what stands beside the journal.
@NullMarked
package city.wutong.companion;

import org.jspecify.annotations.NullMarked;
