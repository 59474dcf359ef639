/// What we claim, measured: loads on the real process, as ratios to a baseline in the same run.
@NullMarked
package city.wutong.bench;

import org.jspecify.annotations.NullMarked;
