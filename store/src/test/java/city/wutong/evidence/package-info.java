/// Tests of evidence.
@NullMarked
package city.wutong.evidence;

import org.jspecify.annotations.NullMarked;
