package city.wutong.jsonld;

import java.util.Optional;
import java.util.Set;

/// How an entity is to be shown (clauses 4.5.1 to 4.5.5, 4.15, 4.21).
///
/// @param sysAttrs whether `createdAt`, `modifiedAt` and `expiresAt` are shown (clause 6.3.11)
/// @param selection which members and instances
/// @param languages if given, a LanguageProperty is shown as a Property in one language
public record Representation(
        Form form, boolean sysAttrs, Selection selection, Optional<Languages> languages) {
    /// The three representations.
    public enum Form {
        NORMALIZED,
        CONCISE,
        SIMPLIFIED
    }

    public static final Representation NORMALIZED = of(Form.NORMALIZED);

    public static Representation of(Form form) {
        return new Representation(form, false, Selection.ALL, Optional.empty());
    }

    public Representation withSysAttrs() {
        return new Representation(form, true, selection, languages);
    }

    public Representation with(Selection chosen) {
        return new Representation(form, sysAttrs, chosen, languages);
    }

    public Representation in(Languages chosen) {
        return new Representation(form, sysAttrs, selection, Optional.of(chosen));
    }

    /// Which members of an entity and which instances of its attributes are shown. Members are
    /// expanded attribute names, and the words `id`, `type`, `scope`. An empty set chooses all.
    ///
    /// @param attributes `attrs`: of the attributes only these; leaves `id`, `type`, `scope` alone
    /// @param picked `pick`: of all members only these
    /// @param omitted `omit`: none of these members
    /// @param datasets `datasetId`: only instances of these, `@none` the default instance
    public record Selection(
            Set<String> attributes, Set<String> picked, Set<String> omitted, Set<String> datasets) {
        public static final Selection ALL = new Selection(Set.of(), Set.of(), Set.of(), Set.of());

        public Selection {
            attributes = Set.copyOf(attributes);
            picked = Set.copyOf(picked);
            omitted = Set.copyOf(omitted);
            datasets = Set.copyOf(datasets);
        }

        boolean shows(String member) {
            return (picked.isEmpty() || picked.contains(member)) && !omitted.contains(member);
        }

        boolean showsAttribute(String name) {
            return (attributes.isEmpty() || attributes.contains(name)) && shows(name);
        }

        boolean showsDataset(String datasetId) {
            return datasets.isEmpty() || datasets.contains(datasetId);
        }
    }
}
