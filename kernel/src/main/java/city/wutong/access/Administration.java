package city.wutong.access;

import city.wutong.text.Text;

/// The three administrations (三权分立; GB/T 22239-2019 §8.1.4.2, §8.1.5): nobody holds roles of two of
/// them, so that whoever runs the system grants nothing, whoever grants runs nothing, and whoever
/// reads the audit log changes nothing.
public enum Administration {
    SYSTEM("系统管理", "System administration"),
    SECURITY("安全管理", "Security administration"),
    AUDIT("审计管理", "Audit administration");

    private final Text text;

    Administration(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /// For people.
    public Text text() {
        return text;
    }
}
