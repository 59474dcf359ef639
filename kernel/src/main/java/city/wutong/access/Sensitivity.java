package city.wutong.access;

import city.wutong.text.Text;
import java.util.Locale;

/// How much harm the disclosure of an attribute does: the sub-levels of general data in GB/T
/// 43697-2024 annex H, lowest first. Of several that apply, the higher one counts.
public enum Sensitivity {
    /// Anybody may have it.
    OPEN("公开", "Open"),
    /// For whoever works in the city; what no model marks.
    INTERNAL("内部", "Internal"),
    /// Of a person (PIPL article 4).
    PERSONAL("个人信息", "Personal"),
    /// Of a person, and its disclosure can harm dignity, body or property (PIPL article 28).
    SENSITIVE("敏感个人信息", "Sensitive personal");

    private final Text text;

    Sensitivity(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /// For people.
    public Text text() {
        return text;
    }

    /// As scenarios and the API write it, e.g. `personal`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
