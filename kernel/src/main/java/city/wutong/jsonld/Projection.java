package city.wutong.jsonld;

import city.wutong.refusal.Refusal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;

/// What `pick` or `omit` say: an expression of the Attribute Projection Language (clause 4.21),
/// e.g. `id,name,locatedAt{name|isInCountry{name}}`.
///
/// @param members by expanded attribute name, or `id`, `type`, `scope`; with each what is said of
///   the entities that it links to, [#NONE] when that is nothing
public record Projection(SequencedMap<String, Projection> members) {
    /// What says nothing.
    public static final Projection NONE = new Projection(new LinkedHashMap<>());

    /// The most characters of an expression.
    public static final int LONGEST = 8_192;

    public Projection {
        members = unmodifiable(members);
    }

    /// These members, and nothing of what they link to.
    public static Projection of(String... names) {
        var members = new LinkedHashMap<String, Projection>();
        for (var name : names) {
            members.put(name, NONE);
        }
        return new Projection(members);
    }

    /// What the text says.
    ///
    /// @param parameter `pick` or `omit`, for the words of a refusal
    /// @param expand makes IRIs of attribute names
    /// @throws city.wutong.refusal.Refused when the text is none
    public static Projection parse(String parameter, String text, UnaryOperator<String> expand) {
        if (text.length() > LONGEST) {
            throw Refusal.of(ShownReason.PROJECTION_TOO_LONG, parameter, text.length(), LONGEST)
                    .thrown();
        }
        return new ProjectionParser(parameter, text, expand).whole();
    }

    public boolean isNone() {
        return members.isEmpty();
    }

    /// How many links it follows.
    public int depth() {
        int deepest = 0;
        for (var linked : members.values()) {
            deepest = Math.max(deepest, linked.isNone() ? 0 : 1 + linked.depth());
        }
        return deepest;
    }

    /// A member that is picked here and omitted altogether there.
    public Optional<String> alsoOmittedBy(Projection omitted) {
        for (var picked : members.entrySet()) {
            var there = omitted.members.get(picked.getKey());
            if (there == null) {
                continue;
            }
            var both =
                    there.isNone()
                            ? Optional.of(picked.getKey())
                            : picked.getValue().alsoOmittedBy(there);
            if (both.isPresent()) {
                return both;
            }
        }
        return Optional.empty();
    }

    boolean names(String member) {
        return members.containsKey(member);
    }

    /// Whether it names the member itself, not only members of what that links to.
    boolean namesAll(String member) {
        var linked = members.get(member);
        return linked != null && linked.isNone();
    }

    /// What it says of the entities that this relationship links to.
    Projection linkedBy(String relationship) {
        return members.getOrDefault(relationship, NONE);
    }

    private static SequencedMap<String, Projection> unmodifiable(
            SequencedMap<String, Projection> members) {
        return Collections.unmodifiableSequencedMap(new LinkedHashMap<>(members));
    }
}
