/// The journal in PostgreSQL: the writer's session, the rows of changes, and reading them back.
@NullMarked
package city.wutong.journal;

import org.jspecify.annotations.NullMarked;
