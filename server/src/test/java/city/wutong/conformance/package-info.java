@NullMarked
package city.wutong.conformance;

import org.jspecify.annotations.NullMarked;
