package city.wutong.alert;

import city.wutong.context.Change;
import city.wutong.json.Json;
import city.wutong.jsonld.LdContext;
import city.wutong.rule.AlertEntity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What has happened to an alert (预警时间线), read from the changes of its entity: what was done
/// together is one moment.
public final class AlertTimeline {
    /// Moments that are told at most: the newest.
    public static final int MOST = 500;

    private AlertTimeline() {}

    /// What can happen.
    public enum What {
        RAISED,
        OCCURRED_AGAIN,
        CLEARED,
        ACKNOWLEDGED,
        ACKNOWLEDGEMENT_TAKEN_BACK,
        ASSIGNED,
        RELEASED,
        COMMENTED,
        MUTED,
        UNMUTED,
        MARKED_FALSE,
        UNMARKED_FALSE,
        JOINED_STORM,
        LEFT_STORM,
        MEMBERS;

        /// As it is told, e.g. `occurred-again`.
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// One thing that happened.
    ///
    /// @param at the office clock
    /// @param by the actor: a person's pseudonym, or a part of Wutong such as `rules`
    /// @param detail what was said, given or counted; [Json.Literal#NULL] when nothing was
    public record Moment(Instant at, String by, What what, Json detail) {}

    /// The moments, the oldest first.
    ///
    /// @param changes of one alert, in their order
    public static List<Moment> of(List<Change> changes) {
        var moments = new ArrayList<Moment>();
        for (int from = 0; from < changes.size(); ) {
            int to = from + 1;
            while (to < changes.size() && isTogether(changes.get(from), changes.get(to))) {
                to++;
            }
            tell(changes.subList(from, to), moments);
            from = to;
        }
        joinCounts(moments);
        int size = moments.size();
        return List.copyOf(moments.subList(Math.max(0, size - MOST), size));
    }

    private static boolean isTogether(Change one, Change other) {
        return one.entity() == other.entity()
                && one.at().equals(other.at())
                && one.cause().equals(other.cause());
    }

    /// Of a storm that grows only the last number is told.
    private static void joinCounts(List<Moment> moments) {
        for (int i = moments.size() - 2; i >= 0; i--) {
            if (moments.get(i).what() == What.MEMBERS
                    && moments.get(i + 1).what() == What.MEMBERS) {
                moments.remove(i);
            }
        }
    }

    /// What a command did to the attributes, by their short names.
    private record Deeds(boolean isNew, Map<String, Json> set, List<String> unset) {}

    private static void tell(List<Change> together, List<Moment> moments) {
        var first = together.getFirst();
        var by = first.cause().actor();
        var deeds = deeds(together);
        if (deeds.isNew()) {
            moments.add(new Moment(first.at(), by, What.RAISED, Json.Literal.NULL));
            deeds.set().keySet().retainAll(List.of(AlertEntity.MUTED_UNTIL, AlertEntity.MEMBER_OF));
        }
        deeds.set()
                .forEach((name, content) ->
                        wasSet(name, content, deeds.set())
                                .map(told -> new Moment(first.at(), by, told.what(), told.detail()))
                                .ifPresent(moments::add));
        deeds.unset().stream()
                .flatMap(name -> wasUnset(name).stream())
                .map(what -> new Moment(first.at(), by, what, Json.Literal.NULL))
                .forEach(moments::add);
    }

    private static Deeds deeds(List<Change> together) {
        var set = new LinkedHashMap<String, Json>();
        var unset = new ArrayList<String>();
        boolean isNew = false;
        for (var change : together) {
            switch (change.what()) {
                case Change.Created _ -> isNew = true;
                case Change.Set(var attribute) ->
                        set.put(name(attribute.name()), attribute.content());
                case Change.Unset(var name, var _) -> unset.add(name(name));
                case Change.Described _,
                        Change.Late _,
                        Change.Edited _,
                        Change.Ended _,
                        Change.Erased _,
                        Change.Blank _ -> {}
            }
        }
        return new Deeds(isNew, set, unset);
    }

    private static String name(String expanded) {
        return LdContext.CORE.compact(expanded);
    }

    private record Told(What what, Json detail) {}

    private static Optional<Told> wasSet(String name, Json content, Map<String, Json> together) {
        return switch (name) {
            case AlertEntity.STATUS ->
                    content.equals(Json.of(AlertEntity.CLEARED))
                            ? told(What.CLEARED, together.get(AlertEntity.CLEAR_REASON))
                            : Optional.empty();
            case AlertEntity.OCCURRENCES -> told(What.OCCURRED_AGAIN, content);
            case AlertEntity.ACKNOWLEDGED ->
                    content == Json.Literal.TRUE
                            ? told(What.ACKNOWLEDGED, together.get(AlertDecider.ACKNOWLEDGE_NOTE))
                            : told(What.ACKNOWLEDGEMENT_TAKEN_BACK, null);
            case AlertDecider.ASSIGNED_TO -> told(What.ASSIGNED, content);
            case AlertDecider.COMMENTS -> told(What.COMMENTED, lastText(content));
            case AlertEntity.MUTED_UNTIL -> told(What.MUTED, content);
            case AlertDecider.FALSE_ALARM -> told(What.MARKED_FALSE, null);
            case AlertEntity.MEMBER_OF -> told(What.JOINED_STORM, content);
            case AlertEntity.MEMBERS -> told(What.MEMBERS, content);
            case String _ -> Optional.empty();
        };
    }

    private static Optional<Told> told(What what, @Nullable Json detail) {
        return Optional.of(new Told(what, detail == null ? Json.Literal.NULL : detail));
    }

    private static Json lastText(Json comments) {
        return comments instanceof Json.Arr(var items)
                        && !items.isEmpty()
                        && items.getLast() instanceof Json.Obj last
                ? last.get("text").orElse(Json.Literal.NULL)
                : Json.Literal.NULL;
    }

    private static Optional<What> wasUnset(String name) {
        return switch (name) {
            case AlertDecider.ASSIGNED_TO -> Optional.of(What.RELEASED);
            case AlertEntity.MUTED_UNTIL -> Optional.of(What.UNMUTED);
            case AlertDecider.FALSE_ALARM -> Optional.of(What.UNMARKED_FALSE);
            case AlertEntity.MEMBER_OF -> Optional.of(What.LEFT_STORM);
            case String _ -> Optional.empty();
        };
    }
}
