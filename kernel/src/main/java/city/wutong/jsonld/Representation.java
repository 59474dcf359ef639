package city.wutong.jsonld;

import city.wutong.entity.Attribute;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How an entity is to be shown (clauses 4.5.1 to 4.5.5, 4.15, 4.21, 4.3.6.8).
///
/// @param sysAttrs whether `createdAt`, `modifiedAt` and `expiresAt` are shown (clause 6.3.11)
/// @param selection which members and instances
/// @param languages if given, a LanguageProperty is shown as a Property in one language
/// @param version what this version did not know is shown by what stands for it there
public record Representation(
        Form form,
        boolean sysAttrs,
        Selection selection,
        Optional<Languages> languages,
        SpecVersion version) {
    /// The three representations.
    public enum Form {
        NORMALIZED,
        CONCISE,
        SIMPLIFIED
    }

    public static final Representation NORMALIZED = of(Form.NORMALIZED);

    public static Representation of(Form form) {
        return new Representation(form, false, Selection.ALL, Optional.empty(), SpecVersion.OWN);
    }

    public Representation withSysAttrs() {
        return new Representation(form, true, selection, languages, version);
    }

    public Representation with(Selection chosen) {
        return new Representation(form, sysAttrs, chosen, languages, version);
    }

    public Representation in(Languages chosen) {
        return new Representation(form, sysAttrs, selection, Optional.of(chosen), version);
    }

    public Representation as(SpecVersion older) {
        return new Representation(form, sysAttrs, selection, languages, older);
    }

    /// How the entities are shown that this relationship links to.
    Representation linkedBy(String relationship) {
        return with(selection.linkedBy(relationship));
    }

    /// Which members of an entity and which instances of its attributes are shown. Members are
    /// expanded attribute names, and the words `id`, `type`, `scope`. What is empty chooses all.
    ///
    /// @param attributes `attrs`: of the attributes only these; leaves `id`, `type`, `scope` alone
    /// @param picked `pick`: of all members only these
    /// @param omitted `omit`: none of these members
    /// @param datasets `datasetId`: only instances of these, `@none` the default instance
    public record Selection(
            Set<String> attributes, Projection picked, Projection omitted, Set<String> datasets) {
        public static final Selection ALL =
                new Selection(Set.of(), Projection.NONE, Projection.NONE, Set.of());

        public Selection {
            attributes = Set.copyOf(attributes);
            datasets = Set.copyOf(datasets);
        }

        /// Whether it chooses everything.
        boolean isWhole() {
            return attributes.isEmpty()
                    && picked.isNone()
                    && omitted.isNone()
                    && datasets.isEmpty();
        }

        /// Whether a member is shown: an expanded name, or `id`, `type`, `scope`.
        public boolean shows(String member) {
            return (picked.isNone() || picked.names(member)) && !omitted.namesAll(member);
        }

        boolean showsAttribute(String name) {
            return (attributes.isEmpty() || attributes.contains(name)) && shows(name);
        }

        boolean showsDataset(Attribute instance) {
            var dataset = instance.datasetId();
            return datasets.isEmpty() || datasets.contains(dataset == null ? "@none" : dataset);
        }

        /// Whether an instance of that attribute and dataset is shown.
        public boolean shows(String name, @Nullable String datasetId) {
            return showsAttribute(name)
                    && (datasets.isEmpty()
                            || datasets.contains(datasetId == null ? "@none" : datasetId));
        }

        /// Whether the scope is shown as it was: it is no attribute that `attrs` could name.
        public boolean showsPastScope() {
            return attributes.isEmpty() && datasets.isEmpty() && shows("scope");
        }

        /// Whether an instance of an attribute is shown.
        public boolean shows(Attribute instance) {
            return showsAttribute(instance.name()) && showsDataset(instance);
        }

        Selection linkedBy(String relationship) {
            return new Selection(
                    Set.of(),
                    picked.linkedBy(relationship),
                    omitted.linkedBy(relationship),
                    datasets);
        }
    }
}
