package city.wutong.access;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.context.ContextReason;
import city.wutong.context.GuardedWriter;
import city.wutong.context.Operation;
import city.wutong.context.Outcome;
import city.wutong.context.Town;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.query.Condition;
import city.wutong.query.EntityQuery;
import city.wutong.query.QParser;
import city.wutong.refusal.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who may change what, decided in the writer.
class GuardTest {
    private static final String HERE = "urn:e:here";
    private static final String ELSEWHERE = "urn:e:elsewhere";
    private static final Set<Permission> WORK =
            Set.of(Permission.READ_CONTEXT, Permission.WRITE_CONTEXT);

    private final Town town = new Town();

    /// Whoever works for the west with entities of type A, and sees what is internal.
    private final GuardedWriter west =
            writer(Streets.holding(WORK, scope("A"), scope("A"), Sensitivity.INTERNAL, "west"));

    private static TypeScope scope(String... words) {
        return TypeScope.of(Arrays.stream(words).map(Town::name).collect(Collectors.toSet()));
    }

    private GuardedWriter writer(Holding... holdings) {
        return writer(Streets.rights(List.of(holdings)));
    }

    private GuardedWriter writer(Rights rights) {
        var context = town.context();
        var sight = Streets.POLICY.sight(rights, false, context::entity);
        return new GuardedWriter(
                town.writer(),
                Streets.POLICY.guard(rights, Permission.WRITE_CONTEXT, sight, context::entity));
    }

    @BeforeEach
    void fill() {
        town.apply(
                create(HERE, "west-1", 1, "13812341234"),
                create(ELSEWHERE, "east-2", 1, "13812341234"));
    }

    @AfterEach
    void close() {
        town.close();
    }

    private static Operation create(String id, String area, long inner, String phone) {
        return new Operation.Create(
                id,
                Town.patch(
                        List.of(Town.name("A")),
                        Streets.property("area", Json.of(area)),
                        Streets.property("inner", Json.of(inner)),
                        Streets.property("phone", Json.of(phone))));
    }

    private static Operation append(String id, AttributePatch... attributes) {
        return new Operation.Append(id, Town.patch(List.of(), attributes), true);
    }

    private static Optional<Reason> refusal(GuardedWriter writer, Operation operation) {
        return writer.submit(Town.command(operation)).getFirst()
                        instanceof Outcome.Refused(var _, var refusal)
                ? Optional.of(refusal.reason())
                : Optional.empty();
    }

    private Entity entity(String id) {
        return town.context().entity(id).orElseThrow();
    }

    @Test
    void what_is_of_ones_type_and_area_can_be_changed() {
        assertThat(refusal(west, Town.set(HERE, "inner", 2))).isEmpty();
        assertThat(entity(HERE).attribute(Town.name("inner"), null).orElseThrow().content())
                .isEqualTo(Json.of(2));
    }

    @Test
    void what_is_hidden_answers_as_what_is_not_there() {
        for (var id : List.of(ELSEWHERE, "urn:e:nowhere")) {
            for (var operation :
                    List.of(
                            Town.set(id, "inner", 2),
                            new Operation.Delete(id),
                            new Operation.DeleteAttribute(id, Town.name("inner"), null, false),
                            new Operation.Replace(id, Town.patch(List.of(Town.name("A")))))) {
                assertThat(refusal(west, operation)).contains(ContextReason.ENTITY_UNKNOWN);
            }
        }
        assertThat(entity(ELSEWHERE).attributes()).hasSize(3);
    }

    @Test
    void an_id_that_is_taken_is_told_in_the_same_way_whoever_asks() {
        for (var id : List.of(HERE, ELSEWHERE)) {
            assertThat(refusal(west, create(id, "west", 1, "1")))
                    .contains(ContextReason.ENTITY_EXISTS);
        }
        var upsert = new Operation.Upsert(ELSEWHERE, Town.patch(List.of(Town.name("A"))), false);
        assertThat(refusal(west, upsert)).contains(ContextReason.ENTITY_EXISTS);
    }

    @Test
    void nobody_moves_an_entity_out_of_their_area_or_makes_one_elsewhere() {
        var away = append(HERE, Streets.property("area", Json.of("east-2")));
        assertThat(refusal(west, away)).contains(AccessReason.NOT_MOVABLE);
        var nowhere = new Operation.DeleteAttribute(HERE, Town.name("area"), null, false);
        assertThat(refusal(west, nowhere)).contains(AccessReason.NOT_MOVABLE);
        assertThat(refusal(west, create("urn:e:new", "east-1", 1, "1")))
                .contains(AccessReason.NOT_MOVABLE);
        assertThat(refusal(west, append(HERE, Streets.property("area", Json.of("west-2")))))
                .isEmpty();
        assertThat(refusal(west, create("urn:e:new", "330483103", 1, "1"))).isEmpty();
    }

    @Test
    void nobody_gives_an_entity_a_type_that_they_do_not_hold() {
        var more = new Operation.Append(HERE, Town.patch(List.of(Town.name("B"))), true);
        assertThat(refusal(west, more)).contains(AccessReason.NOT_MOVABLE);
        var both =
                new Operation.Create(
                        "urn:e:new",
                        Town.patch(
                                List.of(Town.name("A"), Town.name("B")),
                                Streets.property("area", Json.of("west"))));
        assertThat(refusal(west, both)).contains(AccessReason.NOT_MOVABLE);
        assertThat(town.context().entity("urn:e:new")).isEmpty();
    }

    @Test
    void nobody_takes_a_type_away_that_they_do_not_hold() {
        town.apply(
                new Operation.Create(
                        "urn:e:ab",
                        Town.patch(
                                List.of(Town.name("A"), Town.name("B")),
                                Streets.property("area", Json.of("west")))));
        var less =
                new Operation.Replace(
                        "urn:e:ab",
                        Town.patch(
                                List.of(Town.name("A")),
                                Streets.property("area", Json.of("west"))));
        assertThat(refusal(west, less)).contains(AccessReason.NOT_MOVABLE);
    }

    @Test
    void what_is_not_seen_as_it_is_cannot_be_replaced() {
        var replaced =
                new Operation.Replace(
                        HERE,
                        Town.patch(
                                List.of(Town.name("A")),
                                Streets.property("area", Json.of("west-1"))));
        assertThat(refusal(west, replaced)).contains(AccessReason.NOT_CLEAR);
        var phone = Streets.property("phone", Json.of("1"));
        for (var operation :
                List.of(
                        append(HERE, phone),
                        new Operation.Update(HERE, Town.patch(List.of(), phone)),
                        new Operation.Merge(HERE, Town.patch(List.of(), phone)),
                        new Operation.PartialUpdate(HERE, phone),
                        new Operation.ReplaceAttribute(HERE, phone),
                        new Operation.Upsert(HERE, Town.patch(List.of(), phone), false),
                        new Operation.Reduce(HERE, Set.of(Town.name("phone")), false),
                        new Operation.DeleteAttribute(HERE, Town.name("phone"), null, true))) {
            assertThat(refusal(west, operation))
                    .as(operation.toString())
                    .contains(AccessReason.ATTRIBUTE_NOT_CLEAR);
        }
        assertThat(refusal(west, new Operation.Reduce(HERE, Set.of(Town.name("inner")), true)))
                .contains(AccessReason.NOT_CLEAR);
    }

    @Test
    void whether_a_hidden_attribute_is_there_is_not_told_by_changing_it() {
        var ill = new Operation.PartialUpdate(HERE, Streets.property("ill", Json.of(1)));
        var before = refusal(west, ill);
        town.apply(append(HERE, Streets.property("ill", Json.of(2))));
        assertThat(refusal(west, ill)).isEqualTo(before);
    }

    @Test
    void a_condition_is_asked_of_what_is_seen() {
        var byPhone = purge(QParser.parse("phone==\"13812341234\"", Town::name));
        assertThat(refusal(west, byPhone)).contains(ContextReason.ENTITY_UNKNOWN);
        var byMask = purge(QParser.parse("phone==\"138****1234\"", Town::name));
        assertThat(refusal(west, byMask)).isEmpty();
        assertThat(town.context().entity(HERE)).isEmpty();
    }

    private static Operation purge(Condition condition) {
        var query = new EntityQuery(Set.of(), null, null, Set.of(), condition, null, null);
        return new Operation.Where(query, new Operation.Delete(HERE));
    }

    @Test
    void who_only_reads_changes_nothing() {
        var reader =
                writer(
                        Streets.holding(
                                Set.of(Permission.READ_CONTEXT),
                                TypeScope.EVERY,
                                TypeScope.EVERY,
                                Sensitivity.SENSITIVE,
                                Holding.EVERY));
        assertThat(refusal(reader, Town.set(HERE, "inner", 2))).contains(AccessReason.NOT_WRITABLE);
        assertThat(refusal(reader, new Operation.Delete(HERE))).contains(AccessReason.NOT_WRITABLE);
    }

    @Test
    void a_group_decides_by_what_it_has_decided_already() {
        var moved = append("urn:e:new", Streets.property("area", Json.of("east-1")));
        var outcomes =
                west.submit(
                        Town.command(
                                create("urn:e:new", "west-1", 1, "1"),
                                new Operation.Delete("urn:e:new"),
                                moved));
        assertThat(outcomes.get(0)).isInstanceOf(Outcome.Created.class);
        assertThat(outcomes.get(1)).isInstanceOf(Outcome.Deleted.class);
        assertThat(outcomes.get(2)).isInstanceOf(Outcome.Refused.class);
    }

    @Provide
    Arbitrary<List<Operation>> entities() {
        return Streets.entities();
    }

    @Provide
    Arbitrary<List<Operation>> attempts() {
        var ids = Arbitraries.integers().between(0, 12).map(n -> "urn:e:" + n);
        return ids.flatMap(id ->
                        Arbitraries.of(
                                Town.set(id, "inner", 77),
                                Town.set(id, "ill", 77),
                                append(id, Streets.property("area", Json.of("west"))),
                                append(id, Streets.property("area", Json.of("east"))),
                                append(id, Streets.place(0.5)),
                                new Operation.Append(id, Town.patch(List.of(Town.name("C"))), true),
                                new Operation.Replace(id, Town.patch(List.of(Town.name("B")))),
                                new Operation.Upsert(id, Town.patch(List.of(Town.name("A"))), true),
                                new Operation.Reduce(id, Set.of(Town.name("open")), true),
                                new Operation.Delete(id)))
                .list()
                .ofMaxSize(20);
    }

    @Provide
    Arbitrary<Rights> rights() {
        return Streets.rights();
    }

    @Property
    void whatever_is_tried_only_what_one_may_write_changes_and_what_is_hidden_stays(
            @ForAll("entities") List<Operation> entities,
            @ForAll("rights") Rights rights,
            @ForAll("attempts") List<Operation> attempts) {
        try (var city = new Town()) {
            city.apply(entities);
            var context = city.context();
            var sight = Streets.POLICY.sight(rights, false, context::entity);
            var writer =
                    new GuardedWriter(
                            city.writer(),
                            Streets.POLICY.guard(
                                    rights, Permission.WRITE_CONTEXT, sight, context::entity));
            for (var attempt : attempts) {
                var before = context.entity(attempt.entityId());
                writer.submit(Town.command(attempt));
                var after = context.entity(attempt.entityId());
                if (!before.equals(after)) {
                    assertThat(before.map(entity -> mayWrite(rights, entity)).orElse(true))
                            .isTrue();
                    assertThat(after.map(entity -> mayWrite(rights, entity)).orElse(true)).isTrue();
                    before.ifPresent(entity -> {
                        assertThat(sight.of(entity)).isPresent();
                        after.ifPresent(left -> assertHiddenIsLeft(rights, entity, left));
                    });
                }
            }
        }
    }

    private static boolean mayWrite(Rights rights, Entity entity) {
        return rights.by(Permission.WRITE_CONTEXT).stream()
                .anyMatch(held -> Streets.means(held, held.role().writes(), entity));
    }

    /// An attribute that was not shown as it is has not been touched.
    private static void assertHiddenIsLeft(Rights rights, Entity before, Entity after) {
        var shown = Streets.shown(rights, false, before).orElseThrow();
        for (var attribute : before.attributes()) {
            if (!shown.attributes().contains(attribute)) {
                assertThat(after.attributes()).contains(attribute);
            }
        }
    }
}
