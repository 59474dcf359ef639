/// The audit log (审计日志): entries chained by hash, in PostgreSQL, with the chain's head in a file.
@NullMarked
package city.wutong.audit;

import org.jspecify.annotations.NullMarked;
