@NullMarked
package city.wutong.people;

import org.jspecify.annotations.NullMarked;
