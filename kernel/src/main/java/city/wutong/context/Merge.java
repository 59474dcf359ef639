package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The merge algebra: an attribute instance and a patch of it make another instance.
///
/// Two ways differ in how deep they go. A *merge* (ETSI GS CIM 009 V1.9.1 clause 5.5.12) follows
/// RFC 7396 into compound values, language maps and sub-attributes, with NGSI-LD Null in the place
/// of JSON's null. A *partial update* (clause 5.6.4) replaces each member that it names as a whole.
final class Merge {
    private Merge() {}

    /// The instance after a merge, empty when what the patch says cannot be merged into it: it
    /// changes the kind without being whole, or adds a sub-attribute without being whole.
    static Optional<Attribute> merged(Attribute present, AttributePatch patch, Instant now) {
        if (patch.kind() != null && patch.kind() != present.kind()) {
            return created(patch, now);
        }
        var content =
                patch.content() == null
                        ? present.content()
                        : mergedContent(present.content(), patch.content());
        return attributes(present, patch, now, (before, sub) -> merged(before, sub, now))
                .map(subs -> with(present, patch, content, subs, now));
    }

    /// The instance after a partial update, empty when it adds a sub-attribute without being whole.
    static Optional<Attribute> updated(Attribute present, AttributePatch patch, Instant now) {
        var content = patch.content() == null ? present.content() : patch.content();
        return attributes(present, patch, now, (_, sub) -> created(sub, now))
                .map(subs -> with(present, patch, content, subs, now));
    }

    /// The instance that a patch creates where there is none, empty when it is not whole. The
    /// NGSI-LD Nulls in it, having nothing to delete, are left out.
    static Optional<Attribute> created(AttributePatch patch, Instant now) {
        if (patch.deletes() || patch.kind() == null || patch.content() == null) {
            return Optional.empty();
        }
        var subs = new ArrayList<Attribute>();
        for (var sub : patch.attributes()) {
            if (!sub.deletes()) {
                var created = created(sub, now);
                if (created.isEmpty()) {
                    return Optional.empty();
                }
                subs.add(created.get());
            }
        }
        return Optional.of(
                new Attribute(
                        patch.name(),
                        patch.datasetId(),
                        patch.kind(),
                        withoutNulls(patch.content()),
                        patch.observedAt(),
                        now,
                        now,
                        Attribute.Details.of(
                                patch.unitCode(),
                                patch.objectTypes() == null ? List.of() : patch.objectTypes(),
                                patch.expiresAt(),
                                subs)));
    }

    private static Attribute with(
            Attribute present,
            AttributePatch patch,
            Json content,
            List<Attribute> subs,
            Instant now) {
        return new Attribute(
                present.name(),
                present.datasetId(),
                present.kind(),
                content,
                member(patch, Member.OBSERVED_AT, patch.observedAt(), present.observedAt()),
                present.createdAt(),
                now,
                Attribute.Details.of(
                        member(patch, Member.UNIT_CODE, patch.unitCode(), present.unitCode()),
                        Optional.ofNullable(
                                        member(
                                                patch,
                                                Member.OBJECT_TYPE,
                                                patch.objectTypes(),
                                                present.details().objectTypes()))
                                .orElse(List.of()),
                        member(
                                patch,
                                Member.EXPIRES_AT,
                                patch.expiresAt(),
                                present.details().expiresAt()),
                        subs));
    }

    private static <T> @Nullable T member(
            AttributePatch patch, Member member, @Nullable T said, @Nullable T present) {
        if (patch.removed().contains(member)) {
            return null;
        }
        return said == null ? present : said;
    }

    /// What an instance becomes by what a patch says of it.
    @FunctionalInterface
    private interface Step {
        Optional<Attribute> of(Attribute present, AttributePatch patch);
    }

    private static Optional<List<Attribute>> attributes(
            Attribute present, AttributePatch patch, Instant now, Step step) {
        var subs = new ArrayList<>(present.attributes());
        for (var sub : patch.attributes()) {
            int at = indexOf(subs, sub);
            if (sub.deletes()) {
                remove(subs, at);
                continue;
            }
            var next = at < 0 ? created(sub, now) : step.of(subs.get(at), sub);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            place(subs, at, next.get());
        }
        return Optional.of(subs);
    }

    private static int indexOf(List<Attribute> attributes, AttributePatch patch) {
        for (int i = 0; i < attributes.size(); i++) {
            if (attributes.get(i).is(patch.name(), patch.datasetId())) {
                return i;
            }
        }
        return -1;
    }

    private static void remove(List<Attribute> attributes, int at) {
        if (at >= 0) {
            attributes.remove(at);
        }
    }

    private static void place(List<Attribute> attributes, int at, Attribute attribute) {
        if (at < 0) {
            attributes.add(attribute);
        } else {
            attributes.set(at, attribute);
        }
    }

    /// RFC 7396 on objects; anything else is replaced. A languageMap of `{"@none": Null}` empties
    /// itself by the same rule.
    static Json mergedContent(Json present, Json patch) {
        if (!(patch instanceof Json.Obj(var changes))) {
            return patch;
        }
        var members = new LinkedHashMap<String, Json>();
        if (present instanceof Json.Obj(var kept)) {
            members.putAll(kept);
        }
        changes.forEach((name, change) -> {
            if (change.equals(AttributePatch.NULL)) {
                members.remove(name);
            } else {
                var before = members.getOrDefault(name, Json.Literal.NULL);
                members.put(name, mergedContent(before, change));
            }
        });
        return new Json.Obj(members);
    }

    private static Json withoutNulls(Json content) {
        return content instanceof Json.Obj ? mergedContent(Json.Literal.NULL, content) : content;
    }
}
