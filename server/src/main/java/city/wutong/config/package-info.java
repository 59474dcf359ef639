/// What a city may set. [Config] has a record per part with its keys beside it; [Layers] collects
/// what was given where; [Reader] turns it into values and lists everything that is wrong.
@NullMarked
package city.wutong.config;

import org.jspecify.annotations.NullMarked;
