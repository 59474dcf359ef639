package city.wutong.server;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.start.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenarioCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir Path temp;

    @Test
    void checking_good_scenarios_finds_nothing() {
        assertThat(execute("scenario", "check", "../scenario")).isEqualTo(ExitCode.OK.code());
        assertThat(out.toString()).contains("scenarios without a mistake, ", ", 0 mistakes");
    }

    @Test
    void a_mistake_is_told_with_its_place_and_has_its_own_exit_code() throws IOException {
        Files.createDirectories(temp.resolve("air"));
        Files.writeString(temp.resolve("air/scenario.yaml"), "formatVersion: 3\n");

        assertThat(execute("scenario", "check", temp.toString()))
                .isEqualTo(ExitCode.SCENARIO.code());
        assertThat(out.toString()).contains("air/scenario.yaml:1:16 ", " — ");
        assertThat(execute("scenario", "test", "--scenarios", temp.toString()))
                .isEqualTo(ExitCode.SCENARIO.code());
    }

    @Test
    void a_scenario_that_is_not_there_is_told_with_a_hint() {
        var code = execute("scenario", "test", "enviroment", "--scenarios", "../scenario");
        assertThat(code).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("did you mean environment?");
    }

    @Test
    void without_a_command_it_tells_which_there_are() {
        assertThat(execute("scenario")).isEqualTo(ExitCode.USAGE.code());
        assertThat(err.toString()).contains("check", "test");
    }

    private int execute(String... arguments) {
        return CommandLineDoor.commands(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(arguments);
    }
}
