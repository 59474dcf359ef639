package city.wutong.resource;

import city.wutong.http.Parameters;
import city.wutong.jsonld.EntityReader;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Purpose;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.Representation.Form;
import city.wutong.jsonld.Representation.Selection;
import java.util.LinkedHashSet;
import java.util.Set;

/// How a request wants entities shown: `options`, `format`, `attrs` (ETSI GS CIM 009 V1.9.1 clauses
/// 6.3.7 and 6.3.11).
final class Shown {
    static final Set<String> PARAMETERS = Set.of("options", "format", "attrs");

    private static final Set<String> OPTIONS =
            Set.of("normalized", "concise", "simplified", "keyValues", "sysAttrs");
    private static final Set<String> FORMATS =
            Set.of("normalized", "concise", "simplified", "keyValues");

    private Shown() {}

    static Representation of(Parameters parameters, LdContext context) {
        var options = parameters.words("options", OPTIONS);
        var formats = new LinkedHashSet<>(options);
        formats.addAll(parameters.words("format", FORMATS));
        var representation = Representation.of(form(formats));
        if (options.contains("sysAttrs")) {
            representation = representation.withSysAttrs();
        }
        var attributes = attributes(parameters, context);
        return attributes.isEmpty()
                ? representation
                : representation.with(new Selection(attributes, Set.of(), Set.of(), Set.of()));
    }

    private static Form form(Set<String> words) {
        if (words.contains("simplified") || words.contains("keyValues")) {
            return Form.SIMPLIFIED;
        }
        return words.contains("concise") ? Form.CONCISE : Form.NORMALIZED;
    }

    /// The expanded names in `attrs`.
    static Set<String> attributes(Parameters parameters, LdContext context) {
        var reader = new EntityReader(context, Purpose.WHOLE);
        var names = new LinkedHashSet<String>();
        parameters.list("attrs").forEach(name -> names.add(reader.name(name)));
        return names;
    }
}
