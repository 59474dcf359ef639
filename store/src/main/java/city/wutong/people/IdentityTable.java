package city.wutong.people;

import city.wutong.access.Identities;
import city.wutong.access.Identity;
import city.wutong.postgres.Tables;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Which accounts are linked with identities elsewhere, in PostgreSQL. Asked only when somebody
/// signs in or an administrator looks, so nothing of it is held in memory.
public final class IdentityTable implements Identities {
    private static final String ALL =
            "select id, issuer, subject, account, linked_at, linked_by from identity";

    private final Tables tables;

    public IdentityTable(Tables tables) {
        this.tables = tables;
    }

    @Override
    public Optional<Identity> find(String issuer, String subject) throws IOException {
        return read(ALL + " where issuer = ? and subject = ?", issuer, subject).stream()
                .findFirst();
    }

    @Override
    public List<Identity> of(String account) throws IOException {
        return read(ALL + " where account = ? order by linked_at, id", account);
    }

    private List<Identity> read(String select, String... parameters) throws IOException {
        try {
            return tables.inTransaction(connection -> {
                try (var query = connection.prepareStatement(select)) {
                    for (int i = 0; i < parameters.length; i++) {
                        query.setString(i + 1, parameters[i]);
                    }
                    var found = new ArrayList<Identity>();
                    try (var rows = query.executeQuery()) {
                        while (rows.next()) {
                            found.add(identity(rows));
                        }
                    }
                    return found;
                }
            });
        } catch (SQLException e) {
            throw new IOException("identities cannot be read", e);
        }
    }

    private static Identity identity(ResultSet row) throws SQLException {
        return new Identity(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getObject(5, OffsetDateTime.class).toInstant(),
                row.getString(6));
    }

    @Override
    public boolean link(Identity identity) throws IOException {
        try {
            return tables.inTransaction(connection -> {
                try (var insert =
                        connection.prepareStatement(
                                """
                                insert into identity
                                  (id, issuer, subject, account, linked_at, linked_by)
                                values (?, ?, ?, ?, ?, ?) on conflict do nothing
                                """)) {
                    insert.setString(1, identity.id());
                    insert.setString(2, identity.issuer());
                    insert.setString(3, identity.subject());
                    insert.setString(4, identity.account());
                    insert.setObject(5, identity.linkedAt().atOffset(ZoneOffset.UTC));
                    insert.setString(6, identity.linkedBy());
                    return insert.executeUpdate() == 1;
                }
            });
        } catch (SQLException e) {
            throw new IOException("an identity cannot be linked", e);
        }
    }

    @Override
    public boolean unlink(String id) throws IOException {
        try {
            return tables.inTransaction(connection -> {
                try (var delete =
                        connection.prepareStatement("delete from identity where id = ?")) {
                    delete.setString(1, id);
                    return delete.executeUpdate() == 1;
                }
            });
        } catch (SQLException e) {
            throw new IOException("an identity cannot be unlinked", e);
        }
    }
}
