package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class CensusTest {
    @Provide
    Arbitrary<List<Operation>> histories() {
        return Generated.operations().list().ofMinSize(1).ofMaxSize(40);
    }

    @Property(tries = 100)
    void a_census_counts_what_is_there(@ForAll("histories") List<Operation> history) {
        try (var town = new Town()) {
            town.apply(history);
            var census = new Census(town.context().seen());
            var all = town.entities();
            var types =
                    all.stream()
                            .flatMap(entity -> entity.types().stream())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(census.types()).isEqualTo(types);
            assertThat(census.attributesByType().keySet()).isEqualTo(types);
            types.forEach(type -> assertThat(census.type(type)).contains(type(all, type)));
            var names =
                    all.stream()
                            .flatMap(entity -> entity.attributeNames().stream())
                            .collect(Collectors.toCollection(TreeSet::new));
            assertThat(census.typesByAttribute().keySet()).isEqualTo(names);
            names.forEach(
                    name -> assertThat(census.attribute(name)).contains(attribute(all, name)));
        }
    }

    private static Census.TypeCount type(List<Entity> all, String type) {
        var those = all.stream().filter(entity -> entity.hasType(type)).toList();
        var attributes =
                those.stream()
                        .flatMap(entity -> entity.attributes().stream())
                        .collect(
                                Collectors.groupingBy(
                                        Attribute::name,
                                        TreeMap::new,
                                        Collectors.mapping(Attribute::kind, Collectors.toSet())));
        return new Census.TypeCount(type, those.size(), attributes);
    }

    private static Census.AttributeCount attribute(List<Entity> all, String name) {
        var instances = all.stream().flatMap(entity -> entity.instances(name).stream()).toList();
        var types =
                all.stream()
                        .filter(entity -> !entity.instances(name).isEmpty())
                        .flatMap(entity -> entity.types().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        return new Census.AttributeCount(
                name,
                instances.size(),
                instances.stream().map(Attribute::kind).collect(Collectors.toSet()),
                types);
    }

    @Test
    void what_nobody_has_is_not_there() {
        try (var town = new Town()) {
            var census = new Census(town.context().seen());
            assertThat(census.types()).isEmpty();
            assertThat(census.type(Town.TYPE)).isEmpty();
            assertThat(census.attribute(Town.name("p"))).isEmpty();
            town.apply(Town.create("urn:e:1", Town.property("p", 1, null)));
            assertThat(census.attribute(Town.name("p"))).isPresent();
            town.apply(new Operation.Delete("urn:e:1"));
            assertThat(census.types()).isEmpty();
            assertThat(census.type(Town.TYPE)).isEmpty();
            assertThat(census.typesByAttribute()).isEmpty();
        }
    }
}
