/// The doors for requests: one file a resource. Helidon stays in here.
@NullMarked
package city.wutong.http;

import org.jspecify.annotations.NullMarked;
