package city.wutong.context;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.entity.AttributePatch;
import city.wutong.entity.AttributePatch.Member;
import city.wutong.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What holds for all attributes of a fragment that is merged (clauses 5.6.17.4 and 6.5.3.4).
///
/// @param keepsKinds whether the fragment is simplified, so that an attribute that is there keeps
///   its kind and what is said becomes content of that kind
/// @param language the language of plain texts that are said of a LanguageProperty
/// @param observedAt when it was observed, for attributes that had a time and are given none
/// @param vocabulary expands the words of a VocabProperty
public record MergeTerms(
        boolean keepsKinds,
        @Nullable String language,
        @Nullable Instant observedAt,
        UnaryOperator<String> vocabulary) {
    /// Nothing in common.
    public static final MergeTerms NONE =
            new MergeTerms(false, null, null, UnaryOperator.identity());

    /// The patch as it is meant for the attribute that is there; empty when it would change the
    /// attribute's kind and must not.
    Optional<AttributePatch> fitted(Attribute present, AttributePatch patch) {
        var kind = patch.kind();
        var content = patch.content();
        if (kind != null && content != null && kind != present.kind() && isKept(present, patch)) {
            var fitting = content(present.kind(), content);
            if (fitting.isEmpty()) {
                return Optional.empty();
            }
            kind = present.kind();
            content = fitting.get();
        }
        return Optional.of(
                new AttributePatch(
                        patch.name(),
                        patch.datasetId(),
                        kind,
                        content,
                        time(present, patch),
                        patch.unitCode(),
                        patch.objectTypes(),
                        patch.expiresAt(),
                        patch.removed(),
                        patch.attributes()));
    }

    /// A plain text in one language is meant for the LanguageProperty that is there, in any form.
    private boolean isKept(Attribute present, AttributePatch patch) {
        return keepsKinds
                || (language != null
                        && present.kind() == AttributeKind.LANGUAGE_PROPERTY
                        && patch.kind() == AttributeKind.PROPERTY
                        && patch.content() != null
                        && isTexts(patch.content()));
    }

    private @Nullable Instant time(Attribute present, AttributePatch patch) {
        boolean isCommon =
                patch.observedAt() == null
                        && present.observedAt() != null
                        && !patch.removed().contains(Member.OBSERVED_AT);
        return isCommon ? observedAt : patch.observedAt();
    }

    private Optional<Json> content(AttributeKind kind, Json said) {
        return switch (kind) {
            case PROPERTY, JSON_PROPERTY -> Optional.of(said);
            case RELATIONSHIP -> isTexts(said) ? Optional.of(said) : Optional.empty();
            case VOCAB_PROPERTY -> isTexts(said) ? Optional.of(expanded(said)) : Optional.empty();
            case LANGUAGE_PROPERTY ->
                    isTexts(said) && language != null
                            ? Optional.of(inLanguage(language, said))
                            : Optional.empty();
            case LIST_PROPERTY -> said instanceof Json.Arr ? Optional.of(said) : Optional.empty();
            case GEO_PROPERTY, LIST_RELATIONSHIP -> Optional.empty();
        };
    }

    private static boolean isTexts(Json said) {
        return switch (said) {
            case Json.Str _ -> true;
            case Json.Arr(var items) -> items.stream().allMatch(Json.Str.class::isInstance);
            case Json.Obj _, Json.Num _, Json.Literal _ -> false;
        };
    }

    private Json expanded(Json said) {
        return switch (said) {
            case Json.Str(var word) -> Json.of(vocabulary.apply(word));
            case Json.Arr(var items) -> Json.array(items.stream().map(this::expanded).toList());
            case Json.Obj _, Json.Num _, Json.Literal _ -> said;
        };
    }

    private static Json inLanguage(String language, Json said) {
        var map = new LinkedHashMap<String, Json>();
        map.put(language, said);
        return new Json.Obj(map);
    }
}
