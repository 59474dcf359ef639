package city.wutong.postgres;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

/// What we set in our own PostgreSQL, sized for the machine; everything else is its default.
///
/// Nothing that a city writes may end in the server's log: statements and the details of errors
/// (which quote rows) are kept out of it.
record Settings(long sharedBuffersMb, long cacheMb, long maxWalMb) {

    static final int LOG_FILE_MB = 10;
    static final int LOG_FILES = 5;

    private static final long SMALL_MACHINE_MB = 2_048;

    /// A sixteenth of the memory for the buffers (256 MB at most): the city itself is in our heap.
    static Settings forMemory(long memoryMb) {
        return new Settings(
                Math.clamp(memoryMb / 16, 32, 256),
                Math.max(memoryMb / 4, 64),
                memoryMb < SMALL_MACHINE_MB ? 1_024 : 4_096);
    }

    static Settings forThisMachine() {
        return switch (ManagementFactory.getOperatingSystemMXBean()) {
            case com.sun.management.OperatingSystemMXBean system ->
                    forMemory(system.getTotalMemorySize() >> 20);
            default -> forMemory(SMALL_MACHINE_MB);
        };
    }

    /// The text of `postgresql.conf`.
    String text(int port, Path logFolder) {
        return """
        # Written by Wutong at every start. What you put into wutong.local.conf beside it wins.
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        cluster_name = 'wutong'
        max_connections = 50
        password_encryption = 'scram-sha-256'

        fsync = on
        full_page_writes = on
        synchronous_commit = on

        shared_buffers = %dMB
        effective_cache_size = %dMB
        maintenance_work_mem = 64MB
        max_wal_size = %dMB
        wal_compression = pglz
        checkpoint_timeout = 5min
        checkpoint_completion_target = 0.9
        random_page_cost = 1.1
        jit = off

        logging_collector = on
        log_directory = '%s'
        log_filename = 'postgres-%%Y%%m%%d-%%H%%M%%S.log'
        log_rotation_age = 0
        log_rotation_size = %dMB
        log_line_prefix = '%%m [%%p] '
        log_min_error_statement = panic
        log_error_verbosity = terse
        log_timezone = 'UTC'

        timezone = 'UTC'
        datestyle = 'iso, ymd'
        lc_messages = 'C'
        default_text_search_config = 'pg_catalog.simple'
        include_if_exists = 'wutong.local.conf'
        """
                .formatted(
                        port,
                        sharedBuffersMb,
                        cacheMb,
                        maxWalMb,
                        logFolder.toString().replace("'", "''"),
                        LOG_FILE_MB);
    }
}
