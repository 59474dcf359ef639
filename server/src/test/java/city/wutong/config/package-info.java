/// Tests of the package of the same name.
@NullMarked
package city.wutong.config;

import org.jspecify.annotations.NullMarked;
