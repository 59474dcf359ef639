package city.wutong.resource;

import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.jsonld.Join;
import city.wutong.jsonld.Languages;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Projection;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import city.wutong.jsonld.ShownReason;
import city.wutong.refusal.Refusal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Reads how entities are to be shown (ETSI GS CIM 009 V1.9.1 tables 6.3.7-1, 6.3.11-1, 6.4.3.2-1
/// and 6.5.3.1-1).
final class ShownParameters {
    static final Set<String> ALL =
            Set.of(
                    "options",
                    "format",
                    "attrs",
                    "pick",
                    "omit",
                    "lang",
                    "datasetId",
                    "geometryProperty",
                    "join",
                    "joinLevel",
                    "containedBy");

    private static final String DEFAULT_INSTANCE = "@none";
    private static final Set<String> FORMATS =
            Set.of("normalized", "concise", "simplified", "keyValues");
    private static final Set<String> OPTIONS =
            Set.of("normalized", "concise", "simplified", "keyValues", "sysAttrs");

    private final Parameters parameters;
    private final LdContext context;

    ShownParameters(Parameters parameters, LdContext context) {
        this.parameters = parameters;
        this.context = context;
    }

    Representation representation(Join join) {
        var options = parameters.words("options", OPTIONS);
        var formats = parameters.words("format", FORMATS);
        var representation =
                Representation.of(form(formats.isEmpty() ? options : formats))
                        .with(selection(join));
        if (options.contains("sysAttrs")) {
            representation = representation.withSysAttrs();
        }
        var lang = parameters.text("lang");
        return lang.isEmpty() ? representation : representation.in(languages(lang.get()));
    }

    /// How the evolution of an entity is shown: nothing is joined to it (clauses 5.7.3.4, 6.3.12).
    Representation representationOfPast(boolean sysAttrs) {
        var representation = Representation.NORMALIZED.with(selection(Join.NONE));
        if (sysAttrs) {
            representation = representation.withSysAttrs();
        }
        var lang = parameters.text("lang");
        return lang.isEmpty() ? representation : representation.in(languages(lang.get()));
    }

    private static Form form(List<String> words) {
        if (words.contains("simplified") || words.contains("keyValues")) {
            return Form.SIMPLIFIED;
        }
        return words.contains("concise") ? Form.CONCISE : Form.NORMALIZED;
    }

    private Languages languages(String text) {
        return Languages.read(text)
                .orElseThrow(() ->
                        parameters.refused("lang", "language tags such as zh, en-GB;q=0.8, *"));
    }

    /// Which linked entities are shown too.
    Join join() {
        var style =
                switch (parameters.text("join").orElse("@none")) {
                    case "@none" -> Join.Style.NONE;
                    case "inline" -> Join.Style.INLINE;
                    case "flat" -> Join.Style.FLAT;
                    default -> throw parameters.refused("join", "inline, flat, @none");
                };
        int levels = parameters.number("joinLevel", 1, Join.MOST_LEVELS).orElse(1);
        var containedBy = new LinkedHashSet<String>();
        parameters.list("containedBy").forEach(id -> containedBy.add(Call.uri("containedBy", id)));
        return style == Join.Style.NONE ? Join.NONE : new Join(style, levels, containedBy);
    }

    private Selection selection(Join join) {
        var attributes = Shown.attributes(parameters, context);
        var picked = projection("pick", join);
        var omitted = projection("omit", join);
        if (!attributes.isEmpty() && !(picked.isNone() && omitted.isNone())) {
            throw Refusal.of(ShownReason.PROJECTION_WITH_ATTRS, picked.isNone() ? "omit" : "pick")
                    .thrown();
        }
        picked.alsoOmittedBy(omitted)
                .ifPresent(member -> {
                    throw Refusal.of(ShownReason.PROJECTION_IN_BOTH, context.compact(member))
                            .thrown();
                });
        return new Selection(attributes, picked, omitted, datasets());
    }

    private Projection projection(String name, Join join) {
        var text = parameters.text(name);
        if (text.isEmpty()) {
            return Projection.NONE;
        }
        var projection = Projection.parse(name, text.get(), context::expand);
        int depth = projection.depth();
        if (depth > 0 && join.style() == Join.Style.NONE) {
            throw Refusal.of(ShownReason.PROJECTION_WITHOUT_JOIN, name).thrown();
        }
        if (depth > join.levels()) {
            throw Refusal.of(
                            ShownReason.PROJECTION_TOO_DEEP,
                            name,
                            depth,
                            join.levels(),
                            Join.MOST_LEVELS)
                    .thrown();
        }
        return projection;
    }

    private Set<String> datasets() {
        var datasets = new LinkedHashSet<String>();
        for (var dataset : parameters.list("datasetId")) {
            datasets.add(
                    dataset.equals(DEFAULT_INSTANCE) ? dataset : Call.uri("datasetId", dataset));
        }
        return datasets;
    }
}
