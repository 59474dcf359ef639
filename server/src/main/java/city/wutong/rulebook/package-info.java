/// The rules of a tenant: those of its scenarios with what people have said over them, and trials.
@NullMarked
package city.wutong.rulebook;

import org.jspecify.annotations.NullMarked;
