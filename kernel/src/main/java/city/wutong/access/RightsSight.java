package city.wutong.access;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.query.Sight;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What the holder of roles sees.
///
/// @param reading for what they hold a role that shows entities
/// @param lifting for what masks are lifted
/// @param lowest up to this sensitivity attributes are seen as they are of every entity
record RightsSight(Whereabouts whereabouts, Reach reading, Reach lifting, Sensitivity lowest)
        implements Sight {
    @Override
    public Optional<Entity> of(Entity entity) {
        return view(entity).map(view -> view.of(entity));
    }

    private Optional<Sensitivity> clear(Entity entity) {
        return reading.clear(entity)
                .map(clear -> lifting.includes(entity) ? Sensitivity.SENSITIVE : clear);
    }

    @Override
    public Optional<Attribute> attribute(Entity entity, Attribute attribute) {
        return view(entity).flatMap(view -> view.of(attribute));
    }

    private Optional<View> view(Entity entity) {
        return clear(entity).map(clear -> new View(whereabouts.marksOf(entity), clear));
    }

    @Override
    public Set<List<String>> masked(Entity entity, Entity seen) {
        return view(entity).map(view -> view.masked(seen)).orElse(Set.of());
    }

    @Override
    public Sight given(Entity other) {
        var then = whereabouts.given(other);
        return new RightsSight(then, reading.by(then), lifting.by(then), lowest);
    }

    @Override
    public boolean isClear(Entity entity, String attribute) {
        return view(entity).filter(view -> view.isClear(attribute)).isPresent();
    }

    /// What is not modelled is internal, and any type may have any attribute.
    @Override
    public boolean isClear(String attribute) {
        var highest = whereabouts.marks().ofAll().of(attribute).sensitivity();
        return Sensitivity.INTERNAL.compareTo(lowest) <= 0 && highest.compareTo(lowest) <= 0;
    }
}
