package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Entity;
import city.wutong.json.Json;
import city.wutong.json.JsonWriter;
import city.wutong.query.Condition;
import city.wutong.query.EntityQuery;
import city.wutong.query.Page;
import city.wutong.query.QParser;
import city.wutong.query.Sought;
import city.wutong.query.TypeSelection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValueIndexTest {
    private static final int ALL = Integer.MAX_VALUE;
    private static final int CROWD = 5_000;

    @Provide
    Arbitrary<List<Operation>> histories() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(40);
    }

    /// Every value that there is, asked for in every way that the index answers.
    @Property(tries = 300)
    void the_index_holds_all_that_the_query_finds(@ForAll("histories") List<Operation> history) {
        try (var town = Town.searchedBy("a", "b")) {
            town.apply(history);
            for (var literal : literals(town.entities())) {
                for (var q : List.of("a==", "b==", "a>", "a>=", "b<", "b<=")) {
                    check(town, q + literal);
                }
            }
        }
    }

    private static Set<String> literals(List<Entity> entities) {
        var literals = new HashSet<>(Set.of("true", "0", "-0.0", "1..5", "\"x\",3", "urn:x"));
        for (var entity : entities) {
            for (var attribute : entity.attributes()) {
                switch (attribute.content()) {
                    case Json.Num number -> literals.add(JsonWriter.text(number));
                    case Json.Str text -> literals.add(JsonWriter.text(text));
                    case Json.Arr(var items)
                            when !items.isEmpty() && items.getFirst() instanceof Json.Num number ->
                            literals.add(JsonWriter.text(number));
                    case Json.Arr _, Json.Obj _, Json.Literal _ -> {}
                }
            }
        }
        return literals;
    }

    private static void check(Town town, String q) {
        Condition condition;
        try {
            condition = QParser.parse(q, Town::name);
        } catch (city.wutong.refusal.Refused e) {
            return; // no such order between these
        }
        for (var sought : Sought.by(condition)) {
            check(town, q, condition, town.context().byValue().candidates(sought, ALL));
            // of more than one, those of each value are gone through side by side
            check(town, q, condition, town.context().byValue().candidates(sought, 1));
        }
    }

    private static void check(
            Town town, String q, Condition condition, Optional<PrimitiveIterator.OfLong> found) {
        var held = new HashSet<Long>();
        long last = Long.MIN_VALUE;
        var candidates = found.orElseThrow();
        while (candidates.hasNext()) {
            long number = candidates.nextLong();
            assertThat(number).isGreaterThanOrEqualTo(last);
            held.add(number);
            last = number;
        }
        for (var entity : town.entities()) {
            if (condition.matches(entity, town.context()::entity)) {
                assertThat(held).as(q).contains(entity.number());
            }
        }
    }

    @Property(tries = 100)
    void nothing_stays_of_what_is_gone(@ForAll("histories") List<Operation> history) {
        try (var town = Town.searchedBy("a", "b", "c")) {
            town.apply(history);
            town.entities().forEach(entity -> town.apply(new Operation.Delete(entity.id())));
            assertThat(town.context().bytes()).isZero();
        }
    }

    @Test
    void a_start_builds_it_anew() {
        var town = Town.searchedBy("a");
        town.apply(Town.create("urn:1", Town.property("a", 7, null)));
        try (var woken = town.restarted()) {
            var sought = Sought.by(QParser.parse("a==7", Town::name)).getFirst();
            var found = woken.context().byValue().candidates(sought, ALL).orElseThrow();
            assertThat(found.nextLong()).isEqualTo(1);
            assertThat(found.hasNext()).isFalse();
        }
    }

    @Test
    void what_is_found_by_the_index_is_found_in_the_same_order_and_pages_without_it() {
        try (var with = Town.searchedBy("n");
                var without = new Town()) {
            for (var town : List.of(with, without)) {
                var operations = new ArrayList<Operation>();
                for (int i = 0; i < CROWD; i++) {
                    operations.add(
                            Town.create("urn:" + i, Town.property("n", (i * 7919L) % 1_000, null)));
                }
                town.apply(operations);
            }
            for (var q : List.of("n==5", "n>990", "n==10..12", "n<500", "n==5,900;n>6", "n!=3")) {
                for (var page : List.of(new Page(3, 0, false), new Page(3, 4, true))) {
                    var query =
                            new EntityQuery(
                                    Set.of(),
                                    null,
                                    TypeSelection.parse("Thing", Town::name),
                                    Set.of(),
                                    QParser.parse(q, Town::name),
                                    null,
                                    null);
                    var found = with.context().find(query, page);
                    var plain = without.context().find(query, page);
                    assertThat(ids(found)).as(q).isEqualTo(ids(plain));
                    assertThat(found.isMore()).isEqualTo(plain.isMore());
                    assertThat(found.count()).isEqualTo(plain.count());
                }
            }
        }
    }

    private static List<String> ids(Found found) {
        return found.entities().stream().map(Entity::id).toList();
    }
}
