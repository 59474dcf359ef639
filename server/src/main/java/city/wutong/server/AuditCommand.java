package city.wutong.server;

import city.wutong.audit.AuditChain;
import city.wutong.audit.Verdict;
import city.wutong.config.Config;
import city.wutong.postgres.Database;
import city.wutong.postgres.Tables;
import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import city.wutong.start.StartRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// `wutong audit verify` and `wutong audit head`: for who watches over the audit log of a city that
/// stands still. A running one answers at `/api/audit/verification`.
final class AuditCommand {
    private static final String FOLDER = "audit";

    private AuditCommand() {}

    /// Where the head is noted.
    static Path folder(Path data) {
        return data.resolve(FOLDER);
    }

    static CommandSpec spec() {
        var self = new CommandSpec[1];
        Callable<Integer> usage =
                () -> {
                    self[0].commandLine().usage(self[0].commandLine().getErr());
                    return ExitCode.USAGE.code();
                };
        var spec = CommandSpec.wrapWithoutInspection(usage);
        self[0] = spec;
        spec.usageMessage().description("Watches over the audit log.");
        var verify = RunCommand.spec(AuditCommand::verify, Map.of());
        verify.usageMessage()
                .description(
                        "Looks at every entry of a stopped city's audit log and tells the first"
                                + " that was changed, taken out, put in or cut off.");
        spec.addSubcommand("verify", verify);
        var head = RunCommand.spec(AuditCommand::head, Map.of());
        head.usageMessage()
                .description(
                        "Prints number and hash of the last entry, to be kept elsewhere: by them a"
                                + " log that was replaced as a whole can be told.");
        spec.addSubcommand("head", head);
        return spec;
    }

    private static ExitCode verify(Config config, Voice voice) {
        try (var folder = DataFolder.lock(config.storage().data());
                var database = Wutong.database(config.storage(), folder)) {
            if (!isThere(database)) {
                voice.say("There is no audit log in " + folder.path() + ".");
                return ExitCode.AUDIT;
            }
            var tables = new Tables(database, AuditChain.SCHEMA);
            return tell(AuditChain.verify(tables, folder(folder.path())), voice);
        } catch (SQLException | IOException e) {
            throw new StartRefused(
                    ExitCode.AUDIT, "The audit log cannot be read: " + e.getMessage(), e);
        }
    }

    /// Whoever takes all of it away has tampered with it too.
    private static boolean isThere(Database database) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "select to_regclass('"
                                        + AuditChain.SCHEMA
                                        + ".entry') is not null")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static ExitCode tell(Verdict verdict, Voice voice) {
        return switch (verdict) {
            case Verdict.Sound sound -> {
                voice.say(
                        "The audit log is as it was written: entries "
                                + sound.first()
                                + " to "
                                + sound.head().number()
                                + ". Its head is "
                                + sound.head()
                                + ".");
                yield ExitCode.OK;
            }
            case Verdict.Broken(var number, var kind) -> {
                voice.say(
                        "THE AUDIT LOG HAS BEEN TAMPERED WITH. The first wrong entry is "
                                + number
                                + " ("
                                + kind
                                + "): "
                                + kind.text().en()
                                + ". "
                                + kind.text().zh()
                                + "。");
                yield ExitCode.AUDIT;
            }
        };
    }

    private static ExitCode head(Config config, Voice voice) {
        try {
            var head = AuditChain.noted(folder(config.storage().data()));
            voice.say(head.map(Object::toString).orElse("No head was noted."));
            return head.isPresent() ? ExitCode.OK : ExitCode.AUDIT;
        } catch (IOException e) {
            throw new StartRefused(ExitCode.AUDIT, "The head cannot be read: " + e.getMessage(), e);
        }
    }
}
