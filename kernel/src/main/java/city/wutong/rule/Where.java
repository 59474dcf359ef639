package city.wutong.rule;

import org.locationtech.jts.geom.Geometry;

/// A place that a rule names.
public sealed interface Where {
    /// What the rule draws itself, in WGS 84.
    record Drawn(Geometry shape) implements Where {}

    /// An area (区域) by its code or an alias.
    record OfArea(String code) implements Where {}

    /// The `location` of an entity, as it is when it is asked: mostly of a `GeoFence`.
    record OfEntity(String id) implements Where {}
}
