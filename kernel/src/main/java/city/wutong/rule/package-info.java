/// Rules: pure keyed operators over the feed, and the alerts that they raise and clear.
@NullMarked
package city.wutong.rule;

import org.jspecify.annotations.NullMarked;
