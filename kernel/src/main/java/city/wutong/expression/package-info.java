/// Expressions of scenarios: CEL over the facts of an entity, three-valued.
@NullMarked
package city.wutong.expression;

import org.jspecify.annotations.NullMarked;
