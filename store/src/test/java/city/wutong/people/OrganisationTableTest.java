package city.wutong.people;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.Identity;
import city.wutong.organisation.Kept;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.Post;
import city.wutong.postgres.Migrations;
import city.wutong.postgres.SharedPostgres;
import city.wutong.postgres.Tables;
import city.wutong.text.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class OrganisationTableTest {
    private static final Instant THEN = Instant.parse("2026-11-22T08:00:00.123456Z");
    private static final List<Kept> ALL =
            List.of(
                    new AddedArea("g1", new Text("网格", "Grid"), "330483001", Set.of("a", "b,c\"")),
                    new Department(
                            "d1",
                            "city",
                            new Text("部门", "Dep"),
                            Optional.empty(),
                            Optional.of("x")),
                    new Post("p1", "city", new Text("岗位", "Post"), "d1", Optional.empty()),
                    new Duty("u1", "city", "p1", "anna", THEN, THEN.plusSeconds(3_600)));

    private final Tables tables =
            new Tables(SharedPostgres.database(), SharedPostgres.freshSchema());

    @BeforeEach
    void migrate() {
        Migrations.migrate(tables.database(), tables.schema(), "classpath:db/access");
    }

    @Test
    void what_was_written_is_read_back_as_it_was() throws Exception {
        var table = new OrganisationTable(tables);
        for (var kept : ALL) {
            table.write(kept);
        }
        assertThat(table.load()).containsExactlyElementsOf(ALL);
        var changed =
                new Department(
                        "d1", "city", new Text("新", "New"), Optional.of("d0"), Optional.empty());
        table.write(changed);
        assertThat(table.load()).contains(changed).hasSize(ALL.size());
        for (var kept : ALL) {
            table.remove(kept);
        }
        assertThat(table.load()).isEmpty();
    }

    @Test
    void one_subject_of_one_issuer_is_one_account() throws Exception {
        var table = new IdentityTable(tables);
        var one = new Identity("i1", "https://id.example", "sub-1", "anna", THEN, "person:1");
        assertThat(table.link(one)).isTrue();
        assertThat(table.link(new Identity("i2", "https://id.example", "sub-1", "bo", THEN, "x")))
                .isFalse();
        assertThat(table.find("https://id.example", "sub-1")).contains(one);
        assertThat(table.find("https://other.example", "sub-1")).isEmpty();
        assertThat(table.find("https://id.example", "SUB-1")).isEmpty();
        assertThat(table.of("anna")).containsExactly(one);
        assertThat(table.unlink("i1")).isTrue();
        assertThat(table.unlink("i1")).isFalse();
        assertThat(table.of("anna")).isEmpty();
    }
}
