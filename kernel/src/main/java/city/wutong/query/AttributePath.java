package city.wutong.query;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Where a term of `q` looks (clause 4.9): an attribute, an attribute of it and so on, then what of
/// it, then a trail into its value.
///
/// `sensor.rawdata[airquality.particulate]` has two names and a trail of two;
/// `temperature.observedAt` has one name and the member [Member#OBSERVED_AT]; `modifiedAt` has no
/// name: it is the entity's own. An attribute with several instances (clause 4.5.5) is looked for
/// in each.
///
/// @param names expanded IRIs
/// @param trail names of JSON members, or one language, or `*` for any language
public record AttributePath(List<String> names, Member member, List<String> trail) {
    /// What of an attribute is asked for.
    public enum Member {
        CONTENT(""),
        OBSERVED_AT("observedAt"),
        CREATED_AT("createdAt"),
        MODIFIED_AT("modifiedAt"),
        EXPIRES_AT("expiresAt"),
        UNIT_CODE("unitCode"),
        DATASET_ID("datasetId");

        private final String term;

        Member(String term) {
            this.term = term;
        }

        /// The core term, e.g. `observedAt`.
        public String term() {
            return term;
        }

        boolean isTime() {
            return this != CONTENT && this != UNIT_CODE && this != DATASET_ID;
        }

        boolean isOfEntity() {
            return this == CREATED_AT || this == MODIFIED_AT || this == EXPIRES_AT;
        }

        static Optional<Member> ofTerm(String term) {
            for (var member : values()) {
                if (member != CONTENT && member.term.equals(term)) {
                    return Optional.of(member);
                }
            }
            return Optional.empty();
        }
    }

    /// What is asked of what the path leads to. An array stands for its items where `each` says so.
    interface Question {
        boolean value(Json value, boolean each);

        boolean languages(Json.Obj languageMap);

        /// A URI or an array of URIs.
        boolean reference(Json uris);

        boolean time(Instant time);

        boolean text(String text);

        /// The geometry of a GeoProperty; a value as any other unless the question says more.
        default boolean place(Json geometry) {
            return value(geometry, false);
        }
    }

    /// The trail of a LanguageProperty that stands for every language.
    private static final String ANY_LANGUAGE = "*";

    public AttributePath {
        names = List.copyOf(names);
        trail = List.copyOf(trail);
        boolean isOfNothing = names.isEmpty() && !member.isOfEntity();
        boolean isIntoTime = member != Member.CONTENT && !trail.isEmpty();
        if (isOfNothing || isIntoTime) {
            throw new IllegalArgumentException("a path that leads nowhere");
        }
    }

    /// The path of the value of an attribute.
    public static AttributePath of(String name) {
        return new AttributePath(List.of(name), Member.CONTENT, List.of());
    }

    /// Whether the answer is yes for any of the places that the path leads to.
    boolean any(Entity entity, Question question) {
        return names.isEmpty() ? ofEntity(entity, question) : any(entity.attributes(), 0, question);
    }

    private boolean ofEntity(Entity entity, Question question) {
        return switch (member) {
            case CREATED_AT -> question.time(entity.createdAt());
            case MODIFIED_AT -> question.time(entity.modifiedAt());
            case EXPIRES_AT -> isTime(entity.expiresAt(), question);
            case CONTENT, OBSERVED_AT, UNIT_CODE, DATASET_ID -> false;
        };
    }

    private boolean any(List<Attribute> attributes, int step, Question question) {
        var name = names.get(step);
        boolean isLast = step == names.size() - 1;
        for (int i = 0; i < attributes.size(); i++) {
            var attribute = attributes.get(i);
            if (attribute.name().equals(name)
                    && (isLast
                            ? ofAttribute(attribute, question)
                            : any(attribute.attributes(), step + 1, question))) {
                return true;
            }
        }
        return false;
    }

    private boolean ofAttribute(Attribute attribute, Question question) {
        return switch (member) {
            case CONTENT -> ofContent(attribute, question);
            case OBSERVED_AT -> isTime(attribute.observedAt(), question);
            case CREATED_AT -> question.time(attribute.createdAt());
            case MODIFIED_AT -> question.time(attribute.modifiedAt());
            case EXPIRES_AT -> isTime(attribute.details().expiresAt(), question);
            case UNIT_CODE -> isText(attribute.unitCode(), question);
            case DATASET_ID -> isText(attribute.datasetId(), question);
        };
    }

    private boolean ofContent(Attribute attribute, Question question) {
        return switch (attribute.kind()) {
            case LANGUAGE_PROPERTY -> ofLanguages(attribute.content(), question);
            case RELATIONSHIP, LIST_RELATIONSHIP, VOCAB_PROPERTY ->
                    trail.isEmpty() && question.reference(attribute.content());
            case GEO_PROPERTY ->
                    trail.isEmpty()
                            ? question.place(attribute.content())
                            : ofValue(attribute.content(), question);
            case PROPERTY, JSON_PROPERTY, LIST_PROPERTY -> ofValue(attribute.content(), question);
        };
    }

    private boolean ofLanguages(Json content, Question question) {
        if (!(content instanceof Json.Obj languageMap)) {
            return false;
        }
        if (trail.isEmpty() || trail.equals(List.of(ANY_LANGUAGE))) {
            return question.languages(languageMap);
        }
        var value = trail.size() == 1 ? languageMap.members().get(trail.getFirst()) : null;
        return value != null && question.value(value, true);
    }

    private boolean ofValue(Json content, Question question) {
        Json value = content;
        for (int i = 0; i < trail.size(); i++) {
            var inner = value instanceof Json.Obj(var members) ? members.get(trail.get(i)) : null;
            if (inner == null) {
                return false;
            }
            value = inner;
        }
        return question.value(value, false);
    }

    private static boolean isTime(@Nullable Instant time, Question question) {
        return time != null && question.time(time);
    }

    private static boolean isText(@Nullable String text, Question question) {
        return text != null && question.text(text);
    }

    /// How it stands in `q`.
    ///
    /// @param compact turns IRIs into the names that the parser is to expand again
    public String text(UnaryOperator<String> compact) {
        var dotted = new ArrayList<String>();
        names.forEach(name -> dotted.add(compact.apply(name)));
        if (member != Member.CONTENT) {
            dotted.add(member.term());
        }
        var path = String.join(".", dotted);
        return trail.isEmpty() ? path : path + "[" + String.join(".", trail) + "]";
    }
}
