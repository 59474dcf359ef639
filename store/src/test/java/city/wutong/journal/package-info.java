/// Tests of the journal.
@NullMarked
package city.wutong.journal;

import org.jspecify.annotations.NullMarked;
