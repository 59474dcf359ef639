package city.wutong.access;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/// How what is kept of a person is shown to that person (PIPL article 45): what is theirs as it is,
/// whatever its sensitivity, and what is another's masked, as who works in the city would see it.
///
/// @param marks of the models
public record Disclosure(Marks marks) {
    /// An attribute of the person, or of what belongs to them alone: what is marked `x-person:
    /// other` is masked, or left out when it has no mask that fits.
    ///
    /// @param types all that the entity is or was
    public Optional<Attribute> own(List<String> types, Attribute attribute) {
        return ofOthers(types).of(attribute);
    }

    /// As [#own], a whole entity.
    public Entity own(Entity entity) {
        return ofOthers(entity.types()).of(entity);
    }

    private View ofOthers(List<String> types) {
        var all = marks.of(types);
        var others = new HashMap<>(all.attributes());
        others.keySet().retainAll(all.persons().others());
        return new View(new Marks.OfType(others, all.areas()), Sensitivity.INTERNAL);
    }

    /// An attribute of what belongs to others too: everything personal is masked or left out, and
    /// whom it belongs to is left out.
    public Optional<Attribute> shared(List<String> types, Attribute attribute) {
        var all = marks.of(types);
        return all.persons().owners().contains(attribute.name())
                ? Optional.empty()
                : new View(all, Sensitivity.INTERNAL).of(attribute);
    }

    /// Words that somebody wrote down, which may tell of others: numbers of people, cards and cars
    /// in them are masked.
    public String words(String text) {
        return MaskedText.of(Mask.TEXT, text).orElse("");
    }
}
