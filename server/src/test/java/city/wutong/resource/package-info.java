/// Tests of what is described of the interface.
@NullMarked
package city.wutong.resource;

import org.jspecify.annotations.NullMarked;
