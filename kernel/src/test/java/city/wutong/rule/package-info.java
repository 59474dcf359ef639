/// Tests of rules.
@NullMarked
package city.wutong.rule;

import org.jspecify.annotations.NullMarked;
