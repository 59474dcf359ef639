/// What can be asked over HTTP: one file a resource.
@NullMarked
package city.wutong.resource;

import org.jspecify.annotations.NullMarked;
