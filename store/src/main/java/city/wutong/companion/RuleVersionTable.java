package city.wutong.companion;

import city.wutong.postgres.Tables;
import city.wutong.rule.RuleBook;
import city.wutong.rule.RuleVersion;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The versions of one tenant's rules in PostgreSQL, each written in a transaction of its own.
public final class RuleVersionTable implements RuleBook {
    private final Tables tables;

    public RuleVersionTable(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<RuleVersion> load() throws IOException {
        try {
            return tables.inTransaction(RuleVersionTable::load);
        } catch (SQLException e) {
            throw new IOException("the versions of rules cannot be read", e);
        }
    }

    private static List<RuleVersion> load(Connection connection) throws SQLException {
        var versions = new ArrayList<RuleVersion>();
        try (var query =
                        connection.prepareStatement(
                                """
                                select rule, version, at, actor, note, source, is_on, owner, removed
                                from rule_version order by rule, version
                                """);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                versions.add(version(rows));
            }
        }
        return versions;
    }

    private static RuleVersion version(ResultSet row) throws SQLException {
        return new RuleVersion(
                row.getString(1),
                row.getInt(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getString(4),
                row.getString(5),
                Optional.ofNullable(row.getString(6)),
                row.getBoolean(7),
                Optional.ofNullable(row.getString(8)),
                row.getBoolean(9));
    }

    @Override
    public void append(RuleVersion version) throws IOException {
        try {
            tables.transaction(connection -> {
                try (var insert =
                        connection.prepareStatement(
                                "insert into rule_version values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                    insert.setString(1, version.rule());
                    insert.setInt(2, version.version());
                    insert.setObject(3, version.at().atOffset(ZoneOffset.UTC));
                    insert.setString(4, version.by());
                    insert.setString(5, version.note());
                    insert.setString(6, version.source().orElse(null));
                    insert.setBoolean(7, version.isOn());
                    insert.setString(8, version.owner().orElse(null));
                    insert.setBoolean(9, version.isRemoved());
                    insert.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("a version of a rule cannot be kept", e);
        }
    }
}
