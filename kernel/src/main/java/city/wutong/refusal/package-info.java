/// Expected refusals as values: a stable reason, its words in English and Chinese, its arguments.
@NullMarked
package city.wutong.refusal;

import org.jspecify.annotations.NullMarked;
