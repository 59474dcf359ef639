package city.wutong.people;

import city.wutong.postgres.Database;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.Tables;

/// The schema that holds who may see and do what, one for an installation: [#NAME].
public final class AccessSchema {
    /// No tenant's schema is called so.
    public static final String NAME = "access";

    private static final String LOCATION = "classpath:db/access";

    private AccessSchema() {}

    /// Brings its tables up to date.
    ///
    /// @throws city.wutong.start.StartRefused when that fails
    public static Tables open(Database database) {
        Migrations.migrate(database, NAME, LOCATION);
        return new Tables(database, NAME);
    }
}
