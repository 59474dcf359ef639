/// Tests of the package of the same name.
@NullMarked
package city.wutong.server;

import org.jspecify.annotations.NullMarked;
