package city.wutong.rulebook;

import city.wutong.rule.Rule;
import city.wutong.rule.RuleVersion;
import city.wutong.scenario.file.Mistake;
import java.util.List;
import java.util.Optional;

/// A rule as it stands in a city.
///
/// @param id `<scenario>/<name>`
/// @param origin who wrote the text that counts
/// @param version the newest thing said of it in the console; 0: nothing
/// @param owner who answers for it
/// @param rule empty when its text cannot be understood any more
/// @param source its YAML
/// @param mistakes of its text
public record CityRule(
        String id,
        Origin origin,
        int version,
        boolean isOn,
        Optional<String> owner,
        Optional<Rule> rule,
        String source,
        List<Mistake> mistakes) {
    /// Who wrote a rule's text.
    public enum Origin {
        SCENARIO("scenario"),
        CONSOLE("console");

        private final String word;

        Origin(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public CityRule {
        mistakes = List.copyOf(mistakes);
    }

    /// As its scenario has it.
    static CityRule ofFolder(Rule rule) {
        return new CityRule(
                rule.id(),
                Origin.SCENARIO,
                0,
                true,
                Optional.empty(),
                Optional.of(rule),
                rule.source(),
                List.of());
    }

    /// As its scenario has it, with what was said of it besides.
    static CityRule ofFolder(Rule rule, RuleVersion said) {
        return new CityRule(
                rule.id(),
                Origin.SCENARIO,
                said.version(),
                said.isOn(),
                said.owner(),
                Optional.of(rule),
                rule.source(),
                List.of());
    }
}
