package city.wutong.context;

import city.wutong.jsonld.CoreContexts;
import java.util.List;
import java.util.Optional;

/// The types of Wutong's own entities, which everybody may read as any other and which change only
/// through their own interfaces (DESIGN §4.1). They stand under the default `@vocab`, so that a
/// client without an `@context` finds them.
public enum OwnType {
    ALERT("Alert", "POST /api/alerts/{id}/acknowledge"),
    CASE("Case", "POST /api/cases"),
    CITY_CLOCK("CityClock", "PUT /api/city-clock");

    private final String term;
    private final String iri;
    private final String door;

    OwnType(String term, String door) {
        this.term = term;
        this.iri = CoreContexts.DEFAULT_VOCAB + term;
        this.door = door;
    }

    /// Its short name.
    public String term() {
        return term;
    }

    /// Its expanded name.
    public String iri() {
        return iri;
    }

    /// The request that changes such an entity.
    public String door() {
        return door;
    }

    /// The own type among these expanded types.
    static Optional<OwnType> among(List<String> types) {
        for (var own : values()) {
            if (types.contains(own.iri)) {
                return Optional.of(own);
            }
        }
        return Optional.empty();
    }
}
