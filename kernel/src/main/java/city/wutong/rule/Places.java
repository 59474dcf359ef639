package city.wutong.rule;

import city.wutong.geo.Place;
import java.util.Optional;

/// The places that rules name, as they are now.
@FunctionalInterface
public interface Places {
    /// Only those that rules draw themselves.
    Places DRAWN =
            where ->
                    where instanceof Where.Drawn(var shape)
                            ? Optional.of(Place.of(shape))
                            : Optional.empty();

    /// Empty when there is no such area or entity, or nobody has drawn it.
    Optional<Place> of(Where where);
}
