/// The feed: committed changes in order, for those who follow them at their own pace.
@NullMarked
package city.wutong.feed;

import org.jspecify.annotations.NullMarked;
