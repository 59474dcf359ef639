package city.wutong.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.cases.CaseEvent;
import city.wutong.cases.CaseLog;
import city.wutong.context.Cause;
import city.wutong.context.Command;
import city.wutong.context.Operation;
import city.wutong.context.OwnPatch;
import city.wutong.context.OwnType;
import city.wutong.context.Ruling;
import city.wutong.context.Town;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.index.Figure;
import city.wutong.index.Figures.FigureUnknown;
import city.wutong.index.Index;
import city.wutong.journal.FollowerOffsets;
import city.wutong.journal.StoredTown;
import city.wutong.json.Json;
import city.wutong.jsonld.CoreContexts;
import city.wutong.jsonld.LdContext;
import city.wutong.postgres.Database;
import city.wutong.postgres.SharedPostgres;
import city.wutong.present.EntityTable;
import city.wutong.text.Text;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What indices promise, on whatever PostgreSQL.
@Timeout(120)
abstract class FiguresContract {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String LOT = CoreContexts.DEFAULT_VOCAB + "Lot";

    private final String schema = SharedPostgres.freshSchema();
    private List<StoredTown> towns = new ArrayList<>();

    abstract Database database();

    @BeforeEach
    void open() throws Exception {
        towns = new ArrayList<>(List.of(StoredTown.open(database(), schema)));
        town().apply(lot(1, "west", 10), lot(2, "west", 30), lot(3, "east", 50));
        follow();
    }

    @AfterEach
    void close() {
        towns.forEach(StoredTown::close);
    }

    private StoredTown town() {
        return towns.getFirst();
    }

    private void follow() throws Exception {
        long offset = new FollowerOffsets(town().tables()).load(EntityTable.NAME);
        var table =
                new EntityTable(town().tables(), town().context().seen(), offset, LdContext.CORE);
        table.follow(town().feed().read(offset, 1_000));
        table.follow(List.of());
        table.follow(List.of());
    }

    private static Operation lot(int n, String area, long free) {
        return new Operation.Create(
                "urn:lot:" + n,
                Town.patch(
                        List.of(LOT),
                        attribute("area", AttributeKind.PROPERTY, Json.of(area)),
                        attribute("free", AttributeKind.PROPERTY, Json.of(free))));
    }

    private static AttributePatch attribute(String name, AttributeKind kind, Json content) {
        return new AttributePatch(
                LdContext.CORE.expand(name),
                null,
                kind,
                content,
                NOON,
                null,
                null,
                null,
                Set.of(),
                List.of());
    }

    private static Index index(String figure) {
        return index(figure, "select 1");
    }

    private static Index index(String figure, String rows) {
        var name = new Text("指标", "Index");
        return new Index("t/i", name, name, Optional.empty(), Optional.empty(), figure, rows);
    }

    private SqlFigures figures() throws Exception {
        return new SqlFigures(town().tables(), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private Optional<BigDecimal> value(String figure) throws Exception {
        return figures().count(index(figure)).value();
    }

    // Figures

    @Test
    void a_value_is_counted_as_of_now_and_of_a_change() throws Exception {
        var figure = figures().count(index("select count(*) as value from entity"));
        assertThat(figure.value()).contains(new BigDecimal(3));
        assertThat(figure.parts()).isEmpty();
        assertThat(figure.asOf()).isEqualTo(NOON);
        assertThat(figure.seq()).isEqualTo(town().feed().seq());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select null::numeric as value",
                "select 1 as value where false",
                "select 0 as numerator, 0 as denominator",
                "select 1 as numerator, null::int as denominator",
                "select null::int as numerator, 3 as denominator",
            })
    void nothing_due_is_no_number(String figure) throws Exception {
        assertThat(value(figure)).isEmpty();
    }

    @Test
    void a_ratio_is_in_percent_to_two_digits() throws Exception {
        assertThat(value("select 1 as numerator, 3 as denominator"))
                .contains(new BigDecimal("33.33"));
        assertThat(value("select 2 as numerator, 3 as denominator"))
                .contains(new BigDecimal("66.67"));
        assertThat(value("select 0 as numerator, 3 as denominator"))
                .contains(new BigDecimal("0.00"));
        assertThat(value("select 3.0 as numerator, 3 as denominator"))
                .contains(new BigDecimal("100.00"));
    }

    @Test
    void parts_come_largest_first_those_without_a_value_last() throws Exception {
        var figure =
                figures()
                        .count(
                                index(
                                        """
                                        select attributes->>'area' as key, 'L' as label,
                                               sum((attributes->>'free')::numeric) as value
                                        from entity group by 1
                                        union all select 'none', null, null
                                        union all select 'half', 'L', -0.5
                                        order by key desc
                                        """));
        assertThat(figure.value()).isEmpty();
        assertThat(figure.parts())
                .containsExactly(
                        part("east", "L", "50"),
                        part("west", "L", "40"),
                        part("half", "L", "-0.5"),
                        new Figure.Part("none", "none", Optional.empty()));
    }

    private static Figure.Part part(String key, String label, String value) {
        return new Figure.Part(key, label, Optional.of(new BigDecimal(value)));
    }

    @Test
    void rows_say_whether_there_are_more() throws Exception {
        var index =
                index(
                        "select 1 as value",
                        "select id, attributes->>'none' as none from entity order by id");
        var two = figures().rows(index, 2);
        assertThat(two.columns()).containsExactly("id", "none");
        assertThat(two.values())
                .containsExactly(
                        List.of(Optional.of("urn:lot:1"), Optional.empty()),
                        List.of(Optional.of("urn:lot:2"), Optional.empty()));
        assertThat(two.more()).isTrue();
        assertThat(figures().rows(index, 3).more()).isFalse();
        assertThat(figures().rows(index, 3).values()).hasSize(3);
    }

    // What an index cannot do

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select count(*) as value from journal",
                "select count(*) as value from present",
                "select count(*) as value from case_log",
                "select count(*) as value from rule_state",
                "select count(*) as value from follower",
                "select 1 as value from pg_sleep(30)",
                "select value from entity",
                "selec 1 as value",
                "select 1 as number",
                "select 'x' as value",
                "select 'NaN'::float8 as value",
            })
    void what_it_may_not_or_cannot_is_unknown(String figure) throws Exception {
        var figures = figures();
        assertThatThrownBy(() -> figures.count(index(figure)))
                .isInstanceOf(FigureUnknown.class)
                .hasMessageContaining("t/i");
        assertThat(value("select 1 as value")).contains(BigDecimal.ONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from present returning 1 as value",
                "with gone as (delete from case_log returning 1) select 1 as value from gone",
                "create table mine (n int)",
                "drop view entity cascade",
            })
    void it_cannot_write(String figure) throws Exception {
        var figures = figures();
        assertThatThrownBy(() -> figures.count(index(figure))).isInstanceOf(FigureUnknown.class);
        assertThatThrownBy(() -> figures.rows(index("select 1 as value", figure), 10))
                .isInstanceOf(FigureUnknown.class);
        assertThat(town().number("select count(*) from present")).isEqualTo(3);
    }

    @Test
    void one_tenant_does_not_count_anothers() throws Exception {
        var other = SharedPostgres.freshSchema();
        towns.add(StoredTown.open(database(), other));
        var figures = figures();
        var index = index("select count(*) as value from " + other + ".entity");
        assertThatThrownBy(() -> figures.count(index)).isInstanceOf(FigureUnknown.class);
    }

    // The views

    @Test
    void the_view_of_the_present_has_plain_contents_by_short_name() throws Exception {
        var place =
                Json.object(
                        java.util.Map.of(
                                "type",
                                Json.of("Point"),
                                "coordinates",
                                Json.array(List.of(Json.of(120.5), Json.of(30)))));
        var words = Json.object(java.util.Map.of("zh", Json.of("树"), "en", Json.of("tree")));
        town().apply(
                        new Operation.Create(
                                "urn:lot:9",
                                Town.patch(
                                        List.of(LOT),
                                        attribute("free", AttributeKind.PROPERTY, Json.of(7)),
                                        attribute("location", AttributeKind.GEO_PROPERTY, place),
                                        attribute("title", AttributeKind.LANGUAGE_PROPERTY, words),
                                        attribute(
                                                "partOf",
                                                AttributeKind.RELATIONSHIP,
                                                Json.of("urn:x:1")))));
        follow();
        var row =
                figures()
                        .rows(
                                index(
                                        "select 1 as value",
                                        """
                                        select type, attributes->>'free', attributes->>'partOf',
                                               attributes->'title'->>'zh', attributes->'location'->>'type',
                                               modified_at is not null
                                        from entity where id = 'urn:lot:9'
                                        """),
                                1)
                        .values()
                        .getFirst();
        assertThat(row)
                .extracting(Optional::orElseThrow)
                .containsExactly("Lot", "7", "urn:x:1", "树", "Point", "t");
    }

    @Test
    void the_view_of_history_has_every_value() throws Exception {
        var late = Town.patch(List.of(), attributeAt("free", 3, NOON.minusSeconds(60)));
        town().apply(new Operation.Read("urn:lot:1", late));
        town().apply(
                        new Operation.Read(
                                "urn:lot:1",
                                Town.patch(
                                        List.of(), attributeAt("free", 4, NOON.plusSeconds(60)))));
        var rows =
                figures()
                        .rows(
                                index(
                                        "select 1 as value",
                                        """
                                        select type, value::text, observed_at = '%s' from history
                                        where entity_id = 'urn:lot:1' and attribute = 'free'
                                        order by observed_at
                                        """
                                                .formatted(NOON)),
                                10);
        assertThat(rows.values().stream().map(row -> row.get(1).orElseThrow()))
                .containsExactly("3", "10", "4");
        assertThat(rows.values().get(1))
                .containsExactly(Optional.of("Lot"), Optional.of("10"), Optional.of("t"));
    }

    private static AttributePatch attributeAt(String name, long value, Instant at) {
        return new AttributePatch(
                LdContext.CORE.expand(name),
                null,
                AttributeKind.PROPERTY,
                Json.of(value),
                at,
                null,
                null,
                null,
                Set.of(),
                List.of());
    }

    @Test
    void what_an_alert_doubts_can_be_left_out_now_and_of_the_past() throws Exception {
        town().apply(alert("urn:a:1", "urn:lot:1", NOON, List.of("free", "area")));
        town().apply(alert("urn:a:2", "urn:lot:2", NOON.minusSeconds(60), List.of("free")));
        town().apply(own("urn:a:2", patch -> patch.property("validTo", NOON)));
        town().apply(alert("urn:a:3", "urn:lot:3", NOON, List.of("free")));
        town().apply(own("urn:a:3", patch -> patch.property("falseAlarm", true)));
        town().apply(own("urn:a:4", patch -> patch.relationship("alertSource", "urn:lot:3")));
        follow();
        var doubts =
                figures()
                        .rows(
                                index(
                                        "select 1",
                                        "select * from doubt order by alert_id, attribute"),
                                10);
        assertThat(doubts.columns())
                .containsExactly(
                        "entity_id", "attribute", "rule", "valid_from", "valid_to", "alert_id");
        assertThat(doubts.values())
                .extracting(row -> row.get(0).orElse("") + " " + row.get(1).orElse(""))
                .containsExactly("urn:lot:1 area", "urn:lot:1 free", "urn:lot:2 free");
        assertThat(doubts.values())
                .extracting(row -> row.get(4).isPresent())
                .containsExactly(false, false, true);
        assertThat(value(SUM_OF_NOW)).as("10 is in doubt").contains(new BigDecimal(80));
        assertThat(value(SUM_OF_PAST)).contains(new BigDecimal(80));
    }

    private static final String SUM_OF_NOW =
            """
            select sum(cast(attributes->>'free' as numeric)) as value from entity
            where type = 'Lot' and not exists (
                select from doubt
                where entity_id = entity.id and attribute = 'free' and valid_to is null)
            """;
    private static final String SUM_OF_PAST =
            """
            select sum(cast(value as numeric)) as value from history
            where type = 'Lot' and attribute = 'free' and not exists (
                select from doubt
                where doubt.entity_id = history.entity_id and doubt.attribute = history.attribute
                  and valid_from <= observed_at and (valid_to is null or observed_at < valid_to))
            """;

    private static Operation alert(String id, String source, Instant from, List<String> doubts) {
        return own(
                id,
                patch ->
                        patch.property("rule", "t/r")
                                .relationship("alertSource", source)
                                .property("validFrom", from)
                                .property(
                                        "doubts",
                                        Json.array(doubts.stream().map(Json::of).toList())));
    }

    private static Operation own(String id, UnaryOperator<OwnPatch> told) {
        var patch = told.apply(OwnPatch.of(OwnType.ALERT)).patch();
        return new Operation.Own(id, (_, _) -> new Ruling.Ruled.Done(patch));
    }

    @Test
    void the_view_of_cases_has_what_happened_without_notes_and_persons() throws Exception {
        var opened =
                new CaseEvent.Opened(
                        "t/case",
                        1,
                        "2026-000001",
                        new Text("题", "T"),
                        "urn:lot:1",
                        Optional.empty(),
                        Optional.empty(),
                        "opened",
                        NOON.plusSeconds(3_600));
        var moved = new CaseEvent.Moved("finish", "opened", "done", false, "secret", List.of());
        var rows =
                List.of(
                        CaseLog.row("urn:c:1", event(1, opened)),
                        CaseLog.row("urn:c:1", event(2, moved)));
        town().writer()
                .submit(
                        new Command(
                                List.of(Town.create("urn:any")),
                                Cause.outside("x"),
                                Optional.empty(),
                                rows,
                                100));
        var told =
                figures().rows(index("select 1", "select * from case_event order by number"), 10);
        assertThat(told.columns())
                .containsExactly(
                        "case_id",
                        "case_number",
                        "case_type",
                        "number",
                        "at",
                        "kind",
                        "action",
                        "state_from",
                        "state_to",
                        "open",
                        "due_at");
        assertThat(told.values().toString()).doesNotContain("secret", "mei");
        assertThat(told.values().getLast())
                .contains(
                        Optional.of("2026-000001"),
                        Optional.of("t/case"),
                        Optional.of("finish"),
                        Optional.of("done"),
                        Optional.of("f"));
    }

    private static CaseEvent event(int number, CaseEvent.What what) {
        return new CaseEvent(number, NOON, "mei", Optional.empty(), what);
    }
}
