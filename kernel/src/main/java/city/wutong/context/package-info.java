/// The context (城市现状): all entities as they are now, the operations that change them, and the one
/// writer that decides, commits and publishes.
@NullMarked
package city.wutong.context;

import org.jspecify.annotations.NullMarked;
