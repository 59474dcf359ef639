/// Evidence as files, named by what is in them.
@NullMarked
package city.wutong.evidence;

import org.jspecify.annotations.NullMarked;
