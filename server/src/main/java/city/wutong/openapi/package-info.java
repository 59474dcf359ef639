/// The description of everything that can be asked over HTTP, and a page to try it.
@NullMarked
package city.wutong.openapi;

import org.jspecify.annotations.NullMarked;
