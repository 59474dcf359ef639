/// History segments: the changes of the past, sorted for reading.
@NullMarked
package city.wutong.segment;

import org.jspecify.annotations.NullMarked;
