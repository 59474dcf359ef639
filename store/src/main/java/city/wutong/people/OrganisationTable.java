package city.wutong.people;

import city.wutong.organisation.Kept;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.organisation.OrganisationBook;
import city.wutong.postgres.Tables;
import city.wutong.text.Text;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Areas that were added, departments, posts and duties in PostgreSQL.
public final class OrganisationTable implements OrganisationBook {
    private static final String PUT_AREA =
            """
            insert into area (code, parent, name_zh, name_en, aliases) values (?, ?, ?, ?, ?)
            on conflict (code) do update set parent = excluded.parent,
              name_zh = excluded.name_zh, name_en = excluded.name_en, aliases = excluded.aliases
            """;
    private static final String PUT_DEPARTMENT =
            """
            insert into department (id, tenant, name_zh, name_en, parent, area)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
              parent = excluded.parent, area = excluded.area
            """;
    private static final String PUT_POST =
            """
            insert into post (id, tenant, name_zh, name_en, department, area)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do update set name_zh = excluded.name_zh, name_en = excluded.name_en,
              department = excluded.department, area = excluded.area
            """;
    private static final String PUT_DUTY =
            """
            insert into duty (id, tenant, post, account, starts_at, ends_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (id) do update set post = excluded.post, account = excluded.account,
              starts_at = excluded.starts_at, ends_at = excluded.ends_at
            """;

    private final Tables tables;

    public OrganisationTable(Tables tables) {
        this.tables = tables;
    }

    @Override
    public List<Kept> load() throws IOException {
        try {
            return tables.inTransaction(connection -> {
                var all = new ArrayList<Kept>();
                read(connection, "area", OrganisationTable::area, all);
                read(connection, "department", OrganisationTable::department, all);
                read(connection, "post", OrganisationTable::post, all);
                read(connection, "duty", OrganisationTable::duty, all);
                return all;
            });
        } catch (SQLException e) {
            throw new IOException("the organisation cannot be read", e);
        }
    }

    @FunctionalInterface
    private interface Row {
        Kept of(ResultSet row) throws SQLException;
    }

    private static void read(Connection connection, String table, Row row, List<Kept> all)
            throws SQLException {
        try (var query = connection.prepareStatement("select * from " + table);
                var rows = query.executeQuery()) {
            while (rows.next()) {
                all.add(row.of(rows));
            }
        }
    }

    private static Kept area(ResultSet row) throws SQLException {
        var aliases = (String[]) row.getArray("aliases").getArray();
        return new AddedArea(
                row.getString("code"), name(row), row.getString("parent"), Set.of(aliases));
    }

    private static Kept department(ResultSet row) throws SQLException {
        return new Department(
                row.getString("id"),
                row.getString("tenant"),
                name(row),
                text(row, "parent"),
                text(row, "area"));
    }

    private static Kept post(ResultSet row) throws SQLException {
        return new Post(
                row.getString("id"),
                row.getString("tenant"),
                name(row),
                row.getString("department"),
                text(row, "area"));
    }

    private static Kept duty(ResultSet row) throws SQLException {
        return new Duty(
                row.getString("id"),
                row.getString("tenant"),
                row.getString("post"),
                row.getString("account"),
                row.getObject("starts_at", OffsetDateTime.class).toInstant(),
                row.getObject("ends_at", OffsetDateTime.class).toInstant());
    }

    private static Text name(ResultSet row) throws SQLException {
        return new Text(row.getString("name_zh"), row.getString("name_en"));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    @Override
    public void write(Kept kept) throws IOException {
        try {
            tables.transaction(connection -> {
                try (var statement = connection.prepareStatement(put(kept))) {
                    fill(statement, kept);
                    statement.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("the organisation cannot be written", e);
        }
    }

    private static String put(Kept kept) {
        return switch (kept) {
            case AddedArea _ -> PUT_AREA;
            case Department _ -> PUT_DEPARTMENT;
            case Post _ -> PUT_POST;
            case Duty _ -> PUT_DUTY;
        };
    }

    private static void fill(PreparedStatement statement, Kept kept) throws SQLException {
        switch (kept) {
            case AddedArea(var code, var name, var parent, var aliases) -> {
                texts(statement, code, parent, name.zh(), name.en());
                var array = statement.getConnection().createArrayOf("text", aliases.toArray());
                statement.setArray(5, array);
            }
            case Department(var id, var tenant, var name, var parent, var area) -> {
                texts(statement, id, tenant, name.zh(), name.en());
                statement.setString(5, parent.orElse(null));
                statement.setString(6, area.orElse(null));
            }
            case Post(var id, var tenant, var name, var department, var area) -> {
                texts(statement, id, tenant, name.zh(), name.en(), department);
                statement.setString(6, area.orElse(null));
            }
            case Duty(var id, var tenant, var post, var account, var from, var to) -> {
                texts(statement, id, tenant, post, account);
                statement.setObject(5, from.atOffset(ZoneOffset.UTC));
                statement.setObject(6, to.atOffset(ZoneOffset.UTC));
            }
        }
    }

    private static void texts(PreparedStatement statement, String... texts) throws SQLException {
        for (int i = 0; i < texts.length; i++) {
            statement.setString(i + 1, texts[i]);
        }
    }

    @Override
    public void remove(Kept kept) throws IOException {
        var statement =
                switch (kept) {
                    case AddedArea _ -> "delete from area where code = ?";
                    case Department _ -> "delete from department where id = ?";
                    case Post _ -> "delete from post where id = ?";
                    case Duty _ -> "delete from duty where id = ?";
                };
        try {
            tables.transaction(connection -> {
                try (var delete = connection.prepareStatement(statement)) {
                    delete.setString(1, kept.id());
                    delete.executeUpdate();
                }
            });
        } catch (SQLException e) {
            throw new IOException("the organisation cannot be changed", e);
        }
    }
}
