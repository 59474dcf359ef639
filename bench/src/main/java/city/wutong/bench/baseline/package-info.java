/// What measurements are held against. Frozen: what is in here changes only with a decision record,
/// for every figure ever measured is a ratio to it.
@NullMarked
package city.wutong.bench.baseline;

import org.jspecify.annotations.NullMarked;
