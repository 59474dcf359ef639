@NullMarked
package city.wutong.auth;

import org.jspecify.annotations.NullMarked;
