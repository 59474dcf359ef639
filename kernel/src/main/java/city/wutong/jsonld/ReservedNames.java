package city.wutong.jsonld;

import static city.wutong.jsonld.JsonLdReason.NAME_RESERVED;
import static city.wutong.jsonld.JsonLdReason.NOT_A_NAME;

import city.wutong.refusal.Refusal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which words of NGSI-LD itself cannot name an attribute. The terms that the core `@context`
/// defines as non-reified Properties cannot anywhere (clause 4.5.1); those that hold the content of
/// an attribute can in an entity, where they hold nothing, as Smart Data Models' Device has a
/// `value`, but not in an attribute, where they would be its content.
final class ReservedNames {
    private static final Set<String> ANYWHERE =
            expanded(
                    List.of(
                            "objectType",
                            "valueType",
                            "datasetId",
                            "instanceId",
                            "observedAt",
                            "createdAt",
                            "modifiedAt",
                            "deletedAt",
                            "expiresAt",
                            "unitCode",
                            "scope",
                            "lang",
                            "dataset",
                            "entity",
                            "entityList",
                            "entityIdSealed",
                            "entityTypeSealed",
                            "previousValue",
                            "previousObject",
                            "previousLanguageMap",
                            "previousVocab",
                            "previousJson",
                            "previousValueList",
                            "previousObjectList",
                            "values",
                            "objects",
                            "languageMaps",
                            "vocabs",
                            "jsons",
                            "valueLists",
                            "objectLists"));
    private static final Set<String> IN_ATTRIBUTES =
            expanded(
                    List.of(
                            "value",
                            "object",
                            "languageMap",
                            "vocab",
                            "json",
                            "valueList",
                            "objectList"));

    private ReservedNames() {}

    private static Set<String> expanded(List<String> terms) {
        var names = new HashSet<String>();
        terms.forEach(term -> names.add(LdContext.CORE.expand(term)));
        return Set.copyOf(names);
    }

    /// Checks the name of an attribute of an entity.
    ///
    /// @param name expanded
    /// @param key as the request has it
    static void checkInEntity(String name, String key) {
        check(name, key, key, false);
    }

    /// Checks the name of an attribute of an attribute.
    ///
    /// @param path where it stands, for the refusal
    static void checkInAttribute(String name, String key, String path) {
        check(name, key, path, true);
    }

    private static void check(String name, String key, String path, boolean isInAttribute) {
        if (name.startsWith("@")
                || ANYWHERE.contains(name)
                || (isInAttribute && IN_ATTRIBUTES.contains(name))) {
            throw Refusal.of(NAME_RESERVED, path).thrown();
        }
        if (!Names.isNameOrUri(key)) {
            throw Refusal.of(NOT_A_NAME, "an attribute", key).thrown();
        }
    }
}
