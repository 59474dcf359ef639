package city.wutong.scenario;

import city.wutong.access.Permission;
import city.wutong.access.Role;
import city.wutong.access.Sensitivity;
import city.wutong.access.TypeScope;
import city.wutong.context.OwnType;
import city.wutong.scenario.file.Document;
import city.wutong.scenario.file.Fault;
import city.wutong.scenario.file.FieldReader;
import city.wutong.scenario.file.Mistakes;
import city.wutong.scenario.file.Yaml;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads `roles.yaml`: the roles that a scenario declares. They open what work in the city needs,
/// and nothing of the three administrations.
final class RoleReader {
    static final String EVERY = "all";

    private static final List<String> KEYS =
            List.of("role", "name", "opens", "reads", "writes", "clear");

    /// What a scenario's roles can open.
    private static final Set<Permission> OPEN_TO_SCENARIOS =
            EnumSet.of(
                    Permission.READ_CONTEXT,
                    Permission.WRITE_CONTEXT,
                    Permission.LIFT_MASKS,
                    Permission.ACKNOWLEDGE_ALERTS,
                    Permission.READ_CASES,
                    Permission.OPEN_CASES,
                    Permission.WORK_ON_CASES,
                    Permission.READ_INDICES);

    private final Vocabulary vocabulary;
    private final Mistakes mistakes;

    RoleReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
        this.mistakes = vocabulary.mistakes();
    }

    List<Role> read(Document document) {
        var file = FieldReader.ofFile(document, List.of("roles"), mistakes);
        return file.items("roles").stream().map(this::role).toList();
    }

    private Role role(Yaml item) {
        var fields = FieldReader.of(item, "roles", KEYS, mistakes);
        var opens = opens(fields);
        return new Role(
                vocabulary.define(fields, "role"),
                fields.words("name"),
                opens,
                scope(fields, "reads", opens, Permission.READ_CONTEXT, Permission.READ_CASES),
                scope(fields, "writes", opens, Permission.WRITE_CONTEXT),
                fields.optionalOneOf("clear", List.of(Sensitivity.values()), Sensitivity::word)
                        .orElse(Sensitivity.INTERNAL),
                Optional.empty());
    }

    private Set<Permission> opens(FieldReader fields) {
        var opens = EnumSet.noneOf(Permission.class);
        for (var word : fields.scalars("opens")) {
            permission(word).ifPresent(opens::add);
        }
        return opens;
    }

    private Optional<Permission> permission(Yaml.Scalar word) {
        for (var permission : Permission.values()) {
            if (permission.word().equals(word.text())) {
                if (OPEN_TO_SCENARIOS.contains(permission)) {
                    return Optional.of(permission);
                }
                mistakes.add(word.place(), Fault.NOT_FOR_SCENARIOS, word.text(), known());
                return Optional.empty();
            }
        }
        mistakes.add(
                word.place(),
                Fault.NOT_ONE_OF,
                word.text(),
                "opens",
                Mistakes.instead(word.text(), words()));
        return Optional.empty();
    }

    private static String known() {
        return String.join(", ", words());
    }

    private static List<String> words() {
        return OPEN_TO_SCENARIOS.stream().map(Permission::word).toList();
    }

    /// Types that nobody may do anything with are an oversight.
    private TypeScope scope(
            FieldReader fields, String key, Set<Permission> opens, Permission... by) {
        if (!fields.has(key)) {
            return TypeScope.NONE;
        }
        if (opens.stream().noneMatch(List.of(by)::contains)) {
            var words = List.of(by).stream().map(Permission::word).toList();
            mistakes.add(fields.place(key), Fault.ONLY_WITH, key, String.join(" / ", words));
        }
        var types = fields.scalars(key);
        if (types.size() == 1 && types.getFirst().text().equals(EVERY)) {
            return TypeScope.EVERY;
        }
        var names = new LinkedHashSet<String>();
        types.forEach(type -> names.addAll(expanded(type)));
        return TypeScope.of(names);
    }

    /// Types of the scenario's model, and Wutong's own.
    private List<String> expanded(Yaml.Scalar type) {
        for (var own : OwnType.values()) {
            if (own.term().equals(type.text())) {
                return List.of(own.iri());
            }
        }
        var found = new ArrayList<String>();
        vocabulary.type(type).map(EntityModel::expanded).ifPresent(found::add);
        return found;
    }
}
