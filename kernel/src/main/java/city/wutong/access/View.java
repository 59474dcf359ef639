package city.wutong.access;

import city.wutong.access.Marks.Mark;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How an entity looks to who sees it as it is up to some sensitivity.
///
/// @param marks those of the entity's attributes
record View(Marks.OfType marks, Sensitivity clear) {
    /// The same object when all of it is seen as it is.
    Entity of(Entity entity) {
        if (marks.highest().compareTo(clear) <= 0) {
            return entity;
        }
        var attributes = seen(entity.attributes(), Mark.UNMARKED);
        return attributes.equals(entity.attributes())
                ? entity
                : new Entity(
                        entity.number(),
                        entity.id(),
                        entity.types(),
                        entity.scopes(),
                        attributes,
                        entity.createdAt(),
                        entity.modifiedAt(),
                        entity.expiresAt(),
                        entity.seq());
    }

    /// The same list when all are seen as they are.
    private List<Attribute> seen(List<Attribute> attributes, Mark outer) {
        int same = 0;
        while (same < attributes.size() && isPlain(attributes.get(same), outer)) {
            same++;
        }
        if (same == attributes.size()) {
            return attributes;
        }
        var seen = new ArrayList<>(attributes.subList(0, same));
        for (int i = same; i < attributes.size(); i++) {
            seen(attributes.get(i), outer).ifPresent(seen::add);
        }
        return seen;
    }

    private boolean isPlain(Attribute attribute, Mark outer) {
        var mark = marks.of(attribute.name(), outer);
        if (mark.sensitivity().compareTo(clear) > 0) {
            return false;
        }
        var inner = attribute.attributes();
        for (int i = 0; i < inner.size(); i++) {
            if (!isPlain(inner.get(i), mark)) {
                return false;
            }
        }
        return true;
    }

    private Optional<Attribute> seen(Attribute attribute, Mark outer) {
        var mark = marks.of(attribute.name(), outer);
        if (mark.sensitivity().compareTo(clear) > 0) {
            // Who sees only what is open is shown no masks either.
            return clear == Sensitivity.OPEN
                    ? Optional.empty()
                    : mark.mask().flatMap(mask -> mask.on(attribute));
        }
        var inner = seen(attribute.attributes(), mark);
        return Optional.of(
                inner.equals(attribute.attributes()) ? attribute : with(attribute, inner));
    }

    private static Attribute with(Attribute attribute, List<Attribute> inner) {
        var details = attribute.details();
        return new Attribute(
                attribute.name(),
                attribute.datasetId(),
                attribute.kind(),
                attribute.content(),
                attribute.observedAt(),
                attribute.createdAt(),
                attribute.modifiedAt(),
                Attribute.Details.of(
                        details.unitCode(), details.objectTypes(), details.expiresAt(), inner));
    }

    /// Which attributes of an entity that looks like this are masked.
    Set<List<String>> masked(Entity seen) {
        if (marks.highest().compareTo(clear) <= 0) {
            return Set.of();
        }
        var masked = new LinkedHashSet<List<String>>();
        seen.attributes().forEach(each -> gather(each, Mark.UNMARKED, List.of(), masked));
        return masked;
    }

    private void gather(
            Attribute attribute, Mark outer, List<String> way, Set<List<String>> masked) {
        var mark = marks.of(attribute.name(), outer);
        var here = new ArrayList<>(way);
        here.add(attribute.name());
        if (mark.sensitivity().compareTo(clear) > 0) {
            masked.add(List.copyOf(here));
        }
        attribute.attributes().forEach(inner -> gather(inner, mark, here, masked));
    }

    Optional<Attribute> of(Attribute attribute) {
        return seen(attribute, Mark.UNMARKED);
    }

    boolean isClear(String attribute) {
        return marks.of(attribute).sensitivity().compareTo(clear) <= 0;
    }
}
