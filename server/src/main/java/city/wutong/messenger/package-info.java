/// Takes messages out of the outbox to people: the channels, and whoever sends.
@NullMarked
package city.wutong.messenger;

import org.jspecify.annotations.NullMarked;
