package city.wutong.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {

    @TempDir Path temp;

    @Test
    void a_folder_is_made_and_given_up() {
        Path folder = temp.resolve("a/b");
        DataFolder.lock(folder).close();
        try (DataFolder again = DataFolder.lock(folder)) {
            assertThat(again.path()).isDirectory();
        }
    }

    @Test
    void a_folder_of_this_process_is_refused_and_stays_locked_for_others() throws Exception {
        try (DataFolder held = DataFolder.lock(temp)) {
            assertInUse(held.path(), ProcessHandle.current().pid());
            assertThat(lockedForAnotherProcess()).isTrue();
        }
        assertThat(lockedForAnotherProcess()).isFalse();
    }

    @Test
    void a_folder_of_another_process_is_refused_with_its_pid_until_it_dies() throws Exception {
        Process other = other(temp);
        assertThat(other.getInputStream().read()).isEqualTo('!');
        assertInUse(temp.toRealPath(), other.pid());
        other.destroyForcibly().waitFor();
        DataFolder.lock(temp).close();
    }

    @Test
    void a_folder_that_is_a_file_is_one_sentence() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.lock(file))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(file.toString())
                .extracting("exitCode")
                .isEqualTo(ExitCode.FOLDER_UNFIT);
    }

    private void assertInUse(Path folder, long pid) {
        assertThatThrownBy(() -> DataFolder.lock(temp))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("process " + pid)
                .extracting("exitCode")
                .isEqualTo(ExitCode.FOLDER_IN_USE);
    }

    private boolean lockedForAnotherProcess() throws IOException, InterruptedException {
        Process other = other(temp);
        boolean locked = other.getInputStream().read() != '!';
        other.destroyForcibly().waitFor();
        return locked;
    }

    private static Process other(Path folder) throws IOException {
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName(),
                                folder.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /// Another process that holds a folder: `!` on standard output says that it does.
    static final class Holder {

        private Holder() {}

        public static void main(String[] arguments) throws InterruptedException {
            try (DataFolder _ = DataFolder.lock(Path.of(arguments[0]))) {
                System.out.println("!");
                Thread.currentThread().join();
            }
        }
    }
}
