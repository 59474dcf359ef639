@NullMarked
package city.wutong.auth.proof;

import org.jspecify.annotations.NullMarked;
