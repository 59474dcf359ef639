package city.wutong.server;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.DataFolder;
import city.wutong.start.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path temp;

    @Test
    void version_tells_all_three_versions() {
        assertThat(execute("version")).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains("Wutong ", "Java 25", "PostgreSQL 18");
    }

    @Test
    void an_unknown_command_is_one_sentence_and_a_hint() {
        assertThat(execute("rnu")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString().lines())
                .containsExactly(
                        "wutong: \"rnu\" is not known here, did you mean run?",
                        "\"wutong help\" lists the commands and what they take.");
    }

    @Test
    void help_lists_commands_and_exit_codes_but_nothing_hidden() {
        assertThat(execute("help")).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString())
                .contains("run", "version", "another program listens on the port")
                .doesNotContain("warm-up");
    }

    @Test
    void help_of_run_lists_every_key() {
        assertThat(execute("help", "run")).isEqualTo(ExitCode.OK.code());
        city.wutong.config.Config.KEYS.forEach(
                key -> assertThat(out.toString()).contains("--" + key.name()));
    }

    @Test
    void all_that_is_wrong_with_an_order_to_run_is_told() {
        int code = execute("run", "--prot", "1", "--access=open", "--bind=0.0.0.0", "extra");
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString())
                .contains("did you mean port?", "access = sign-in", "\"extra\"")
                .doesNotContain("\tat ");
    }

    @Test
    void nobody_from_outside_reaches_a_demonstration() {
        int code = execute("demo", "--data", temp.toString(), "--bind", "0.0.0.0");
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("bind = 0.0.0.0", "not for a demonstration");
    }

    @Test
    void a_refusal_is_its_sentence_and_exit_code_without_a_trace() {
        try (DataFolder held = DataFolder.lock(temp)) {
            assertThat(execute("run", "--data", held.path().toString()))
                    .isEqualTo(ExitCode.FOLDER_IN_USE.code());
        }
        assertThat(err.toString()).contains("is in use by another Wutong").doesNotContain("\tat ");
    }

    @Test
    void an_unreachable_database_is_its_own_exit_code() {
        int code =
                execute(
                        "run",
                        "--data",
                        temp.toString(),
                        "--db-url",
                        "postgresql://u:s3cret@127.0.0.1:1/db");
        assertThat(code).isEqualTo(ExitCode.DATABASE.code());
        assertThat(err.toString()).contains("127.0.0.1:1/db").doesNotContain("s3cret");
    }

    private int execute(String... arguments) {
        return CommandLineDoor.commands(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
