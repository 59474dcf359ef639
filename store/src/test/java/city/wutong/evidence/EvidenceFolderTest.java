package city.wutong.evidence;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.cases.UnnamedEvidence;
import city.wutong.context.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvidenceFolderTest {
    private static final byte[] PDF = "%PDF-1.7 x".getBytes(ISO_8859_1);

    private final Path folder;
    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T08:00:00Z"));
    private final EvidenceFolder evidence;

    EvidenceFolderTest(@TempDir Path folder) {
        this.folder = folder;
        this.evidence = new EvidenceFolder(folder.resolve("evidence"), clock);
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffc0000b080001000101011100ffda0008010100003f0000ffd9, image/jpeg",
        "89504e470d0a1a0a0000000d494844520000000100000001080000000000000000"
                + "0000000049454e44ae426082, image/png",
        "524946461e000000574542505650384c11000000"
                + "2f0000000000000000000000000000000000, image/webp",
        "255044462d312e37, application/pdf",
    })
    void the_kind_is_found_out_from_the_bytes(String hex, String type) throws Exception {
        var content = java.util.HexFormat.of().parseHex(hex);
        var piece = evidence.put(content).orElseThrow();
        assertThat(piece.contentType()).isEqualTo(type);
        assertThat(piece.bytes()).isEqualTo(content.length);
        assertThat(evidence.find(piece.sha256())).contains(piece);
        assertThat(evidence.read(piece.sha256())).get().isEqualTo(content);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ffd8",
                "00ffd8ff",
                "89504e470d0a1a",
                "5249464600000000574542",
                "524946460000000041564920",
                "3c7376673e",
                "474946383961",
                "25504446",
            })
    void other_bytes_are_not_taken(String hex) throws Exception {
        assertThat(evidence.put(java.util.HexFormat.of().parseHex(hex))).isEmpty();
        assertThat(folder.resolve("evidence")).doesNotExist();
    }

    @Test
    void a_piece_is_kept_once_and_without_drafts() throws Exception {
        var first = evidence.put(PDF).orElseThrow();
        assertThat(evidence.put(PDF)).contains(first);
        try (var files = Files.walk(folder.resolve("evidence"))) {
            assertThat(files.filter(Files::isRegularFile))
                    .singleElement()
                    .satisfies(file ->
                            assertThat(file).hasFileName(first.sha256()).hasBinaryContent(PDF));
        }
    }

    @Test
    void pieces_outlast_the_process() throws Exception {
        var piece = evidence.put(PDF).orElseThrow();
        var again = new EvidenceFolder(folder.resolve("evidence"), clock);
        assertThat(again.find(piece.sha256())).contains(piece);
    }

    @Test
    void a_piece_that_was_changed_on_disk_is_not_shown() throws Exception {
        var piece = evidence.put(PDF).orElseThrow();
        var place =
                folder.resolve("evidence")
                        .resolve(piece.sha256().substring(0, 2))
                        .resolve(piece.sha256());
        Files.writeString(place, "%PDF-1.7 y", ISO_8859_1);
        assertThatThrownBy(() -> evidence.read(piece.sha256()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(piece.sha256());
        assertThatThrownBy(() -> evidence.find(piece.sha256())).isInstanceOf(IOException.class);
    }

    @Test
    void a_piece_that_was_changed_on_disk_is_mended_when_it_is_sent_again() throws Exception {
        var piece = evidence.put(PDF).orElseThrow();
        var place =
                folder.resolve("evidence")
                        .resolve(piece.sha256().substring(0, 2))
                        .resolve(piece.sha256());
        Files.writeString(place, "%PDF-1.7 y", ISO_8859_1);
        assertThat(evidence.put(PDF)).contains(piece);
        assertThat(evidence.read(piece.sha256())).get().isEqualTo(PDF);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ab",
                "../../secret",
                "ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789ABCDEF0123456789",
                "../../../../../../../../../../../../../../../../../../../secret.",
                "0000000000000000000000000000000000000000000000000000000000000000",
            })
    void what_is_no_hash_or_names_no_piece_is_not_found(String text) throws Exception {
        Files.writeString(folder.resolve("secret"), "%PDF- secret");
        assertThat(evidence.find(text)).isEmpty();
        assertThat(evidence.read(text)).isEmpty();
    }

    private UnnamedEvidence sweeper(Set<String> named) {
        return new UnnamedEvidence(evidence, named::contains, Duration.ofDays(7), 0, clock);
    }

    @Test
    void what_no_case_names_goes_when_its_time_is_over() throws Exception {
        var named = evidence.put("%PDF-1.7 named".getBytes(ISO_8859_1)).orElseThrow();
        var lost = evidence.put(PDF).orElseThrow();
        var sweeper = sweeper(Set.of(named.sha256()));
        clock.goOn(Duration.ofDays(6));
        sweeper.follow(List.of());
        assertThat(evidence.find(lost.sha256())).isPresent();
        clock.goOn(Duration.ofDays(2));
        sweeper.follow(List.of());
        assertThat(evidence.find(lost.sha256())).isEmpty();
        assertThat(evidence.find(named.sha256())).isPresent();
    }

    @Test
    void what_is_sent_again_is_kept_from_then_on() throws Exception {
        var piece = evidence.put(PDF).orElseThrow();
        var sweeper = sweeper(Set.of());
        clock.goOn(Duration.ofDays(6));
        evidence.put(PDF);
        clock.goOn(Duration.ofDays(6));
        sweeper.follow(List.of());
        assertThat(evidence.find(piece.sha256())).isPresent();
    }

    /// While a case that names it is decided, a photograph of an erased one is not taken from it.
    @Test
    void what_is_held_is_not_removed_until_it_is_let_go_by_all() throws Exception {
        var piece = evidence.put(PDF).orElseThrow();
        var one = evidence.hold(piece.sha256()).orElseThrow();
        var other = evidence.hold(piece.sha256()).orElseThrow();
        one.close();
        assertThat(evidence.remove(piece.sha256(), Instant.MAX, _ -> false)).isFalse();
        other.close();
        assertThat(evidence.remove(piece.sha256(), Instant.MAX, _ -> false)).isTrue();
        assertThat(evidence.hold(piece.sha256())).isEmpty();
    }
}
