package city.wutong.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.wutong.context.Cause;
import city.wutong.context.Change;
import city.wutong.context.Generated;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CodecTest {
    @Provide
    Arbitrary<Json> json() {
        return Generated.json();
    }

    @Provide
    Arbitrary<Instant> times() {
        return Generated.times();
    }

    @Provide
    Arbitrary<List<Attribute>> attributes() {
        return Generated.attributes().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<List<Entity>> entities() {
        return Generated.entities().list().ofMaxSize(5);
    }

    /// Changes of a few entities, as a segment has them.
    @Provide
    Arbitrary<List<Change>> changes() {
        var entity =
                Combinators.combine(
                                Arbitraries.longs().between(1, 1L << 40),
                                Generated.whats().list().ofMinSize(1).ofMaxSize(5),
                                Arbitraries.longs().between(1, 1L << 50),
                                Generated.times(),
                                Arbitraries.integers().between(0, Cause.DEEPEST))
                        .as(CodecTest::changesOf);
        return entity.list()
                .uniqueElements(list -> list.getFirst().entity())
                .ofMaxSize(4)
                .map(lists -> lists.stream().flatMap(List::stream).toList());
    }

    private static List<Change> changesOf(
            long entity, List<Change.What> whats, long first, Instant at, int depth) {
        var changes = new ArrayList<Change>();
        for (var what : whats) {
            long seq = first + 3L * changes.size();
            var cause = new Cause("actor" + seq % 2, seq / 2, depth);
            changes.add(new Change(seq, entity, Generated.entityId((int) entity), what, at, cause));
        }
        return changes;
    }

    @Property
    void whole_numbers_come_back(@ForAll List<Long> numbers) {
        var packer = new Packer();
        numbers.forEach(packer::whole);
        numbers.forEach(packer::unsigned);
        var unpacker = new Unpacker(packer.bytes());
        numbers.forEach(number -> assertThat(unpacker.whole()).isEqualTo(number));
        numbers.forEach(number -> assertThat(unpacker.unsigned()).isEqualTo(number));
        assertThat(unpacker.isAtEnd()).isTrue();
    }

    @Property
    void times_come_back_to_the_microsecond(
            @ForAll("times") Instant one, @ForAll("times") Instant other) {
        var packer = new Packer();
        packer.time(one);
        packer.timeOrNone(null);
        packer.time(other);
        packer.timeOrNone(one);
        var unpacker = new Unpacker(packer.bytes());
        assertThat(unpacker.time()).isEqualTo(one);
        assertThat(unpacker.timeOrNone()).isNull();
        assertThat(unpacker.time()).isEqualTo(other);
        assertThat(unpacker.timeOrNone()).isEqualTo(one);
    }

    @Property
    void names_come_back_each_as_one_string(@ForAll List<String> some) {
        var packer = new Packer();
        packer.names(some);
        packer.names(some);
        var unpacker = new Unpacker(packer.bytes());
        var first = unpacker.names();
        var second = unpacker.names();
        for (int i = 0; i < first.size(); i++) {
            assertThat(first.get(i)).isSameAs(second.get(i));
        }
        assertThat(first).hasSameSizeAs(some);
    }

    @Property
    void json_comes_back(@ForAll("json") Json json) {
        var packer = new Packer();
        packer.json(json);
        assertThat(new Unpacker(packer.bytes()).json()).isEqualTo(json);
    }

    @Property(tries = 300)
    void attributes_come_back(@ForAll("attributes") List<Attribute> attributes) {
        var packer = new Packer();
        attributes.forEach(packer::attribute);
        var unpacker = new Unpacker(packer.bytes());
        attributes.forEach(attribute -> assertThat(unpacker.attribute()).isEqualTo(attribute));
        assertThat(unpacker.isAtEnd()).isTrue();
    }

    @Property(tries = 200)
    void entities_come_back(@ForAll("entities") List<Entity> entities) {
        assertThat(EntityCodec.unpack(EntityCodec.pack(entities))).isEqualTo(entities);
    }

    @Property(tries = 100)
    void changes_come_back_all_or_those_of_one_entity(@ForAll("changes") List<Change> changes) {
        var bytes = ChangeCodec.pack(changes);
        assertThat(ChangeCodec.unpack(bytes)).isEqualTo(changes);
        for (var change : changes) {
            assertThat(ChangeCodec.unpack(bytes, number -> number == change.entity()))
                    .isEqualTo(
                            changes.stream().filter(c -> c.entity() == change.entity()).toList());
        }
        assertThat(ChangeCodec.unpack(bytes, _ -> false)).isEmpty();
    }

    @Test
    void what_a_newer_wutong_packed_is_refused() {
        var newer = new Packer();
        newer.unsigned(99);
        assertThatThrownBy(() -> EntityCodec.unpack(newer.bytes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 99");
        assertThatThrownBy(() -> ChangeCodec.unpack(newer.bytes()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 99");
    }
}
