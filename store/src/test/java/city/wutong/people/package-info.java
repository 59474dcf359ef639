/// Tests of the tables of people.
@NullMarked
package city.wutong.people;

import org.jspecify.annotations.NullMarked;
