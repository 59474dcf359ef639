package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Wutong's own entities: who may write them, and what of a ruling is written.
@Timeout(30)
class OwnTest {
    private static final String ID = "urn:own:1";

    private final Town town = new Town();

    @AfterEach
    void stop() {
        town.close();
    }

    private static Operation own(OwnPatch patch) {
        return new Operation.Own(ID, (_, _) -> new Ruling.Ruled.Done(patch.patch()));
    }

    private static OwnPatch alert() {
        return OwnPatch.of(OwnType.ALERT).property("status", "active").property("n", 1);
    }

    private List<Change.What> changesOf(Operation operation) {
        int before = town.journal().changes().size();
        town.apply(operation);
        return town.journal().changes().stream().skip(before).map(Change::what).toList();
    }

    // What is written

    @Test
    void an_own_entity_comes_to_be_whole() {
        assertThat(changesOf(own(alert()))).hasSize(3);
        assertThat(town.context().entity(ID).orElseThrow().types())
                .containsExactly(OwnType.ALERT.iri());
    }

    @Test
    void only_what_differs_is_written() {
        town.apply(own(alert()));
        assertThat(changesOf(own(alert()))).isEmpty();
        assertThat(changesOf(own(alert().property("status", "cleared"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.Set.class,
                        set ->
                                assertThat(set.attribute().name())
                                        .isEqualTo(LdContext.CORE.expand("status")));
    }

    @Test
    void what_a_patch_does_not_speak_of_stays_and_what_it_takes_away_goes() {
        town.apply(own(alert()));
        assertThat(changesOf(own(OwnPatch.of(OwnType.ALERT).property("m", 2)))).hasSize(1);
        assertThat(changesOf(own(OwnPatch.of(OwnType.ALERT).without("m"))))
                .containsExactly(new Change.Unset(LdContext.CORE.expand("m"), null));
        assertThat(changesOf(own(OwnPatch.of(OwnType.ALERT).without("m")))).isEmpty();
        assertThat(town.context().entity(ID).orElseThrow().attributes()).hasSize(2);
    }

    @Test
    void what_changes_nothing_is_not_accepted_and_writes_no_row() {
        town.apply(own(alert()));
        var accepted = new ArrayList<String>();
        var rows = List.of(new Row("t", List.of("x")));
        Ruling ruling =
                (_, _) -> new Ruling.Ruled.Done(alert().patch(), rows, () -> accepted.add("yes"));
        town.apply(new Operation.Own(ID, ruling));
        assertThat(accepted).isEmpty();
        assertThat(town.journal().rows()).isEmpty();
        town.apply(new Operation.Own("urn:own:2", ruling));
        assertThat(accepted).hasSize(1);
        assertThat(town.journal().rows()).hasSize(1);
    }

    // Who may write

    static List<Arguments> writes() {
        var all = new ArrayList<Arguments>();
        for (var type : OwnType.values()) {
            var typed = patch(List.of(type.iri()));
            var bare = patch(List.of());
            all.add(arguments(type, new Operation.Upsert(ID, typed, false)));
            all.add(arguments(type, new Operation.Upsert(ID, typed, true)));
            all.add(arguments(type, new Operation.Upsert(ID, patch(List.of(Town.TYPE)), true)));
            all.add(arguments(type, new Operation.Read(ID, bare)));
            all.add(arguments(type, new Operation.Append(ID, bare, true)));
            all.add(arguments(type, new Operation.Append(ID, bare, false)));
            all.add(arguments(type, new Operation.Update(ID, bare)));
            all.add(arguments(type, new Operation.Merge(ID, bare)));
            all.add(arguments(type, new Operation.Replace(ID, patch(List.of(Town.TYPE)))));
            all.add(arguments(type, new Operation.PartialUpdate(ID, status())));
            all.add(arguments(type, new Operation.ReplaceAttribute(ID, status())));
            all.add(
                    arguments(
                            type, new Operation.DeleteAttribute(ID, status().name(), null, false)));
            all.add(arguments(type, new Operation.Delete(ID)));
        }
        return all;
    }

    private static AttributePatch status() {
        return Generated.patch(LdContext.CORE.expand("status"), null, Json.of("x"), null);
    }

    private static EntityPatch patch(List<String> types) {
        return Town.patch(types, status());
    }

    @ParameterizedTest
    @MethodSource("writes")
    void nobody_else_changes_an_own_entity(OwnType type, Operation operation) {
        town.apply(own(OwnPatch.of(type).property("status", "active")));
        assertRefused(operation);
        var entity = town.context().entity(ID).orElseThrow();
        assertThat(entity.types()).containsExactly(type.iri());
        assertThat(entity.attributes())
                .singleElement()
                .extracting(attribute -> attribute.content())
                .isEqualTo(Json.of("active"));
    }

    static List<Arguments> makings() {
        var all = new ArrayList<Arguments>();
        for (var type : OwnType.values()) {
            for (var types : List.of(List.of(type.iri()), List.of(Town.TYPE, type.iri()))) {
                all.add(arguments(new Operation.Create(ID, patch(types))));
                all.add(arguments(new Operation.Upsert(ID, patch(types), false)));
                all.add(arguments(new Operation.Upsert(ID, patch(types), true)));
                all.add(arguments(new Operation.Read(ID, patch(types))));
            }
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("makings")
    void nobody_else_makes_one(Operation operation) {
        assertRefused(operation);
        assertThat(town.context().size()).isZero();
    }

    static List<Arguments> additions() {
        var all = new ArrayList<Arguments>();
        for (var type : OwnType.values()) {
            var patch = patch(List.of(type.iri()));
            all.add(arguments(new Operation.Upsert(ID, patch, false)));
            all.add(arguments(new Operation.Upsert(ID, patch, true)));
            all.add(arguments(new Operation.Read(ID, patch)));
            all.add(arguments(new Operation.Append(ID, patch, true)));
            all.add(arguments(new Operation.Update(ID, patch)));
            all.add(arguments(new Operation.Merge(ID, patch)));
            all.add(arguments(new Operation.Replace(ID, patch)));
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("additions")
    void nobody_else_makes_one_of_what_is_there(Operation operation) {
        town.apply(Town.create(ID));
        assertRefused(operation);
        assertThat(town.context().entity(ID).orElseThrow().types()).containsExactly(Town.TYPE);
    }

    private void assertRefused(Operation operation) {
        assertThat(town.apply(operation))
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused ->
                                assertThat(refused.refusal().reason())
                                        .isEqualTo(ContextReason.OWN_ENTITY));
    }
}
