/// Tests of cases.
@NullMarked
package city.wutong.cases;

import org.jspecify.annotations.NullMarked;
