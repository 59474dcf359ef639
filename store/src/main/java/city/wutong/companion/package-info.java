/// What other parts keep in the tenant's database beside the journal.
@NullMarked
package city.wutong.companion;

import org.jspecify.annotations.NullMarked;
