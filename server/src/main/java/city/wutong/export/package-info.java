/// Hands out what is kept of a person.
@NullMarked
package city.wutong.export;

import org.jspecify.annotations.NullMarked;
