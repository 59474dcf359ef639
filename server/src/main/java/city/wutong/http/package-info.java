/// The wire: from bytes to a call, and from an answer to bytes. Helidon stays in here.
@NullMarked
package city.wutong.http;

import org.jspecify.annotations.NullMarked;
