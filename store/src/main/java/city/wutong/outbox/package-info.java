/// Messages to people in PostgreSQL: what is to be sent, what was, and by which routes and
/// channels.
@NullMarked
package city.wutong.outbox;

import org.jspecify.annotations.NullMarked;
