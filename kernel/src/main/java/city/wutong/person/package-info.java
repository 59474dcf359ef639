/// What is kept of one person, and how all of it goes.
@NullMarked
package city.wutong.person;

import org.jspecify.annotations.NullMarked;
