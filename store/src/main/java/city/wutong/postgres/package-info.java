/// The database's life: our own PostgreSQL from start to stop, or the city's own reached by URL.
///
/// [Database] is what the rest of Wutong sees. [EmbeddedPostgres] puts together [Binaries]
/// (unpacked once), [RunAs] (root may not run it), [Cluster] (the files), [Postmaster] (the
/// process) and [Supervisor] (who starts it again). [Migrations] brings a schema up to date.
@NullMarked
package city.wutong.postgres;

import org.jspecify.annotations.NullMarked;
