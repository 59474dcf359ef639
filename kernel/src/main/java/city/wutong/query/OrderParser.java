package city.wutong.query;

import city.wutong.geo.GeoDistance;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the ordering language (clause 4.23.3): `type,name.subProperty;desc,address[city]`.
public final class OrderParser {
    private static final Map<String, Order.Subject> MEMBERS =
            Map.of(
                    "id", Order.Subject.Member.ID,
                    "type", Order.Subject.Member.TYPE,
                    "scope", Order.Subject.Member.SCOPE);

    private final UnaryOperator<String> expand;

    private OrderParser(UnaryOperator<String> expand) {
        this.expand = expand;
    }

    /// The order that the parameters spell; that of creation when there is no `orderBy`.
    ///
    /// @param expand turns names into IRIs
    /// @throws Refused when they spell none
    public static Order parse(Order.Parameters given, UnaryOperator<String> expand) {
        var tag = given.collation();
        var collation = tag == null ? null : Collation.of(tag);
        var place = given.orderFrom();
        var from = place == null ? null : GeoDistance.parse(given.geometry(), place);
        var orderBy = given.orderBy();
        if (orderBy == null) {
            return Order.CREATION;
        }
        var keys = new OrderParser(expand).keys(orderBy, from);
        return new Order(keys, collation == null ? Collation.root() : collation, from);
    }

    private List<Order.Key> keys(String orderBy, @Nullable GeoDistance from) {
        var keys = new ArrayList<Order.Key>();
        for (var text : orderBy.split(",", -1)) {
            if (keys.size() == Order.MOST_KEYS) {
                throw Refusal.of(QueryReason.ORDER_TOO_MANY, Order.MOST_KEYS).thrown();
            }
            var key = key(text.strip());
            if (key.direction().isByDistance() && from == null) {
                throw Refusal.of(QueryReason.ORDER_WITHOUT_PLACE, text).thrown();
            }
            keys.add(key);
        }
        return keys;
    }

    private Order.Key key(String text) {
        int semicolon = text.indexOf(';');
        var direction =
                semicolon < 0
                        ? Order.Direction.ASCENDING
                        : Order.Direction.ofTerm(text.substring(semicolon + 1))
                                .orElseThrow(() -> malformed(text));
        var subject = subject(text, semicolon < 0 ? text : text.substring(0, semicolon));
        boolean isPlace =
                subject instanceof Order.Subject.Place(var path)
                        && path.member() == AttributePath.Member.CONTENT;
        if (direction.isByDistance() && !isPlace) {
            throw Refusal.of(QueryReason.ORDER_PLACE_OF_NOTHING, text).thrown();
        }
        return new Order.Key(subject, direction);
    }

    private Order.Subject subject(String key, String text) {
        var member = MEMBERS.get(text);
        return member == null ? new Order.Subject.Place(path(key, new Cursor(text))) : member;
    }

    private AttributePath path(String key, Cursor cursor) {
        var names = new ArrayList<String>();
        var member = AttributePath.Member.CONTENT;
        do {
            var name = cursor.name();
            if (name.isEmpty() || member != AttributePath.Member.CONTENT) {
                throw malformed(key);
            }
            member = AttributePath.Member.ofTerm(name).orElse(AttributePath.Member.CONTENT);
            if (member == AttributePath.Member.CONTENT) {
                names.add(expand.apply(name));
            }
        } while (cursor.accept('.'));
        var trail = trail(key, cursor);
        boolean isOfNothing = names.isEmpty() && !member.isOfEntity();
        boolean isIntoMember = member != AttributePath.Member.CONTENT && !trail.isEmpty();
        if (isOfNothing || isIntoMember || names.size() > QParser.LONGEST_PATH) {
            throw malformed(key);
        }
        return new AttributePath(names, member, trail);
    }

    private static List<String> trail(String key, Cursor cursor) {
        if (cursor.isAtEnd()) {
            return List.of();
        }
        var inner = cursor.accept('[') ? cursor.upTo("[]") : "";
        cursor.move(inner.length());
        var steps = List.of(inner.split("\\.", -1));
        boolean isWhole = cursor.accept(']') && cursor.isAtEnd();
        if (!isWhole
                || steps.size() > QParser.LONGEST_PATH
                || steps.stream().anyMatch(String::isBlank)) {
            throw malformed(key);
        }
        return steps;
    }

    private static Refused malformed(String key) {
        return Refusal.of(QueryReason.ORDER_MALFORMED, "\"" + key + "\"").thrown();
    }
}
