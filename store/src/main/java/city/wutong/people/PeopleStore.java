package city.wutong.people;

import static city.wutong.people.SqlRows.optionalTime;
import static city.wutong.people.SqlRows.time;

import city.wutong.people.LastSignIn.Before;
import city.wutong.people.SqlRows.Column;
import city.wutong.postgres.Database;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.Tables;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What PostgreSQL holds of people and machines: the schema `access`, one for all tenants.
public record PeopleStore(
        Rows<UUID, Account> accounts,
        Rows<UUID, Credential> credentials,
        Rows<String, Link> links,
        Rows<String, Session> sessions,
        Rows<UUID, Grant> grants,
        Rows<UUID, Machine> keys,
        Rows<UUID, Machine> clients,
        Rows<String, IssuedToken> tokens,
        Rows<String, Failures> failures,
        Rows<UUID, LastSignIn> lastSignIns) {
    public static final String SCHEMA = "access";

    private static final String LOCATION = "classpath:db/access";

    /// Brings the tables up to date.
    ///
    /// @throws city.wutong.start.StartRefused when they cannot be
    public static PeopleStore open(Database database) {
        return open(database, SCHEMA);
    }

    static PeopleStore open(Database database, String schema) {
        Migrations.migrate(database, schema, LOCATION);
        var tables = new Tables(database, schema);
        return new PeopleStore(
                accounts(tables),
                credentials(tables),
                links(tables),
                sessions(tables),
                grants(tables),
                machines(tables, "api_key"),
                machines(tables, "client"),
                tokens(tables),
                failures(tables),
                lastSignIns(tables));
    }

    private static Rows<UUID, Account> accounts(Tables tables) {
        return new SqlRows<>(
                tables,
                "account",
                List.of(
                        new Column<>("id", Account::id),
                        new Column<>("name", Account::name),
                        new Column<>("display_name", Account::displayName),
                        new Column<>("language", Account::language),
                        new Column<>("department", Account::department),
                        new Column<>("post", Account::post),
                        new Column<>("state", Account::state),
                        new Column<>("made_at", Account::madeAt)),
                row ->
                        new Account(
                                id(row, "id"),
                                row.getString("name"),
                                row.getString("display_name"),
                                text(row, "language"),
                                text(row, "department"),
                                text(row, "post"),
                                Account.State.valueOf(row.getString("state")),
                                time(row, "made_at")));
    }

    private static Rows<UUID, Credential> credentials(Tables tables) {
        return new SqlRows<>(
                tables,
                "credential",
                List.of(
                        new Column<>("account", Credential::account),
                        new Column<>("password", Credential::password),
                        new Column<>("second_factor", Credential::secondFactor),
                        new Column<>("confirmed", Credential::confirmed),
                        new Column<>("taken_step", Credential::takenStep),
                        new Column<>("recovery_codes", Credential::recoveryCodes)),
                row ->
                        new Credential(
                                id(row, "account"),
                                row.getString("password"),
                                row.getString("second_factor"),
                                row.getBoolean("confirmed"),
                                row.getLong("taken_step"),
                                texts(row.getArray("recovery_codes"))));
    }

    private static Rows<String, Link> links(Tables tables) {
        return new SqlRows<>(
                tables,
                "link",
                List.of(
                        new Column<>("hash", Link::hash),
                        new Column<>("account", Link::account),
                        new Column<>("until", Link::until)),
                row -> new Link(row.getString("hash"), id(row, "account"), time(row, "until")));
    }

    private static Rows<String, Session> sessions(Tables tables) {
        return new SqlRows<>(
                tables,
                "session",
                List.of(
                        new Column<>("hash", Session::hash),
                        new Column<>("account", Session::account),
                        new Column<>("stage", Session::stage),
                        new Column<>("acting_as", Session::actingAs),
                        new Column<>("started_at", Session::startedAt),
                        new Column<>("used_at", Session::usedAt),
                        new Column<>("address", Session::address),
                        new Column<>("agent", Session::agent)),
                row ->
                        new Session(
                                row.getString("hash"),
                                id(row, "account"),
                                Session.Stage.valueOf(row.getString("stage")),
                                Optional.ofNullable(row.getObject("acting_as", UUID.class)),
                                time(row, "started_at"),
                                time(row, "used_at"),
                                row.getString("address"),
                                row.getString("agent")));
    }

    private static Rows<UUID, Grant> grants(Tables tables) {
        return new SqlRows<>(
                tables,
                "holding",
                List.of(
                        new Column<>("id", Grant::id),
                        new Column<>("account", Grant::account),
                        new Column<>("role", Grant::role),
                        new Column<>("tenant", Grant::tenant),
                        new Column<>("area", Grant::area),
                        new Column<>("until", Grant::until),
                        new Column<>("granted_by", Grant::by),
                        new Column<>("granted_at", Grant::at)),
                row ->
                        new Grant(
                                id(row, "id"),
                                id(row, "account"),
                                row.getString("role"),
                                row.getString("tenant"),
                                row.getString("area"),
                                optionalTime(row, "until"),
                                row.getString("granted_by"),
                                time(row, "granted_at")));
    }

    private static Rows<UUID, Machine> machines(Tables tables, String table) {
        return new SqlRows<>(
                tables,
                table,
                List.of(
                        new Column<>("id", Machine::id),
                        new Column<>("name", Machine::name),
                        new Column<>("role", Machine::role),
                        new Column<>("tenant", Machine::tenant),
                        new Column<>("area", Machine::area),
                        new Column<>("until", Machine::until),
                        new Column<>("hash", Machine::hash),
                        new Column<>("former_hash", PeopleStore::formerHash),
                        new Column<>(
                                "former_until",
                                machine -> machine.former().map(Machine.Former::until)),
                        new Column<>("made_at", Machine::madeAt),
                        new Column<>("made_by", Machine::by),
                        new Column<>("used_at", Machine::usedAt)),
                row ->
                        new Machine(
                                id(row, "id"),
                                row.getString("name"),
                                row.getString("role"),
                                row.getString("tenant"),
                                row.getString("area"),
                                optionalTime(row, "until"),
                                row.getString("hash"),
                                former(row),
                                time(row, "made_at"),
                                row.getString("made_by"),
                                optionalTime(row, "used_at")));
    }

    private static String formerHash(Machine machine) {
        return machine.former().map(Machine.Former::hash).orElse("");
    }

    private static Optional<Machine.Former> former(ResultSet row) throws SQLException {
        var hash = row.getString("former_hash");
        return optionalTime(row, "former_until").map(until -> new Machine.Former(hash, until));
    }

    private static Rows<String, IssuedToken> tokens(Tables tables) {
        return new SqlRows<>(
                tables,
                "token",
                List.of(
                        new Column<>("hash", IssuedToken::hash),
                        new Column<>("client", IssuedToken::client),
                        new Column<>("until", IssuedToken::until)),
                row ->
                        new IssuedToken(
                                row.getString("hash"), id(row, "client"), time(row, "until")));
    }

    private static Rows<String, Failures> failures(Tables tables) {
        return new SqlRows<>(
                tables,
                "failure",
                List.of(
                        new Column<>("subject", Failures::subject),
                        new Column<>("count", Failures::count),
                        new Column<>("last_at", Failures::last)),
                row ->
                        new Failures(
                                row.getString("subject"),
                                row.getInt("count"),
                                time(row, "last_at")));
    }

    private static Rows<UUID, LastSignIn> lastSignIns(Tables tables) {
        return new SqlRows<>(
                tables,
                "last_sign_in",
                List.of(
                        new Column<>("account", LastSignIn::account),
                        new Column<>("at", LastSignIn::at),
                        new Column<>("address", LastSignIn::address),
                        new Column<>("before_at", each -> each.before().map(Before::at)),
                        new Column<>(
                                "before_address",
                                each -> each.before().map(Before::address).orElse(""))),
                row ->
                        new LastSignIn(
                                id(row, "account"),
                                time(row, "at"),
                                row.getString("address"),
                                before(row)));
    }

    private static Optional<Before> before(ResultSet row) throws SQLException {
        var address = row.getString("before_address");
        return optionalTime(row, "before_at").map(at -> new Before(at, address));
    }

    private static UUID id(ResultSet row, String column) throws SQLException {
        return row.getObject(column, UUID.class);
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
