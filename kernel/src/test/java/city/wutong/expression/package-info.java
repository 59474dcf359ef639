/// Tests of expressions.
@NullMarked
package city.wutong.expression;

import org.jspecify.annotations.NullMarked;
