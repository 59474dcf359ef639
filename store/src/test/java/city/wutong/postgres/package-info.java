/// Tests of the database's life, and the fixtures that other modules' tests borrow.
@NullMarked
package city.wutong.postgres;

import org.jspecify.annotations.NullMarked;
