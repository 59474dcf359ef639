package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When entities and attributes cease to be by their `expiresAt` (clause 4.22). What an operation
/// brings that has expired already ceases with the same operation.
public final class Expiry {
    private Expiry() {}

    /// The next time at which the entity or something of it ceases to be; empty for never.
    public static Optional<Instant> next(Entity entity) {
        var next = entity.expiresAt();
        for (var attribute : entity.attributes()) {
            next = earlier(next, next(attribute));
        }
        return Optional.ofNullable(next);
    }

    /// Whether the attribute or one of its own ever ceases to be.
    public static boolean isAwaited(Attribute attribute) {
        return next(attribute) != null;
    }

    private static @Nullable Instant next(Attribute attribute) {
        var details = attribute.details();
        var next = details.expiresAt();
        for (var sub : details.attributes()) {
            next = earlier(next, next(sub));
        }
        return next;
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isBefore(other) ? one : other;
    }

    /// What is to change because the time has come.
    static List<Change.What> due(Entity entity, Instant now) {
        if (isPast(entity.expiresAt(), now)) {
            return List.of(new Change.Ended());
        }
        var changes = new ArrayList<Change.What>();
        for (var attribute : entity.attributes()) {
            due(attribute, now).ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<Change.What> due(Attribute attribute, Instant now) {
        if (isPast(attribute.details().expiresAt(), now)) {
            return Optional.of(new Change.Unset(attribute.name(), attribute.datasetId()));
        }
        return isPast(next(attribute), now)
                ? Optional.of(new Change.Set(remaining(attribute, now)))
                : Optional.empty();
    }

    /// The decision with what follows when it brings things that have expired.
    static Decision applied(Decision decision, Instant now) {
        var following = new ArrayList<Change.What>();
        for (var what : decision.changes()) {
            switch (what) {
                case Change.Created(var _, var _, var expiresAt) -> {
                    if (isPast(expiresAt, now)) {
                        following.add(new Change.Ended());
                    }
                }
                case Change.Described(var _, var _, var expiresAt) -> {
                    if (isPast(expiresAt, now)) {
                        following.add(new Change.Ended());
                    }
                }
                case Change.Set(var attribute) -> due(attribute, now).ifPresent(following::add);
                case Change.Late _,
                        Change.Edited _,
                        Change.Unset _,
                        Change.Ended _,
                        Change.Erased _,
                        Change.Blank _ -> {}
            }
        }
        if (following.contains(new Change.Ended())) {
            return decision.plus(List.of(new Change.Ended()));
        }
        return following.isEmpty() ? decision : decision.plus(following);
    }

    /// The attribute without those of its own attributes that have expired.
    private static Attribute remaining(Attribute attribute, Instant now) {
        var details = attribute.details();
        var subs =
                details.attributes().stream()
                        .filter(sub -> !isPast(sub.details().expiresAt(), now))
                        .map(sub -> remaining(sub, now))
                        .toList();
        return new Attribute(
                attribute.name(),
                attribute.datasetId(),
                attribute.kind(),
                attribute.content(),
                attribute.observedAt(),
                attribute.createdAt(),
                attribute.modifiedAt(),
                Attribute.Details.of(
                        details.unitCode(), details.objectTypes(), details.expiresAt(), subs));
    }

    private static boolean isPast(@Nullable Instant expiresAt, Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }
}
