/// Tests of the feed.
@NullMarked
package city.wutong.feed;

import org.jspecify.annotations.NullMarked;
