package city.wutong.postgres;

import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/// Brings the tables of a schema up to date: forward only, and never past what this Wutong knows (a
/// schema that a newer one has changed is refused).
public final class Migrations {

    private static final String LOCATION = "classpath:db/tenant";

    private Migrations() {}

    /// Makes the schema when it is missing and applies what it has not seen yet.
    public static void migrate(Database database, String schema) {
        migrate(database, schema, LOCATION);
    }

    /// As above, with the files of another place than a tenant's, e.g. `classpath:db/audit`.
    public static void migrate(Database database, String schema, String location) {
        try {
            flyway(database, schema, location).migrate();
        } catch (FlywayException e) {
            throw new StartRefused(
                    ExitCode.DATABASE,
                    "The tables of schema "
                            + schema
                            + " in "
                            + database.url()
                            + " cannot be brought up to date: "
                            + reason(e),
                    e);
        }
    }

    private static Flyway flyway(Database database, String schema, String location) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(database.pool())
                .locations(location)
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .cleanDisabled(true)
                .placeholderReplacement(false)
                .failOnMissingLocations(true)
                .ignoreMigrationPatterns(new String[0])
                .loggers("slf4j")
                .load();
    }

    private static String reason(FlywayException e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(l -> !l.isBlank())
                .findFirst()
                .orElse("no reason given");
    }
}
