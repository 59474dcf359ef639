/// The body: [Wutong] starts the parts in order and closes them in reverse; the commands of the
/// command line are beside it.
@NullMarked
package city.wutong.server;

import org.jspecify.annotations.NullMarked;
