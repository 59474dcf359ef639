package city.wutong.scenario.file;

import city.wutong.text.Text;

/// Something in a scenario that cannot be understood or cannot be right.
///
/// @param file relative to the folder that holds the scenarios, e.g. `environment/rules/air.yaml`
/// @param line from 1
/// @param column from 1
/// @param remedy what to do about it
public record Mistake(String file, int line, int column, Text problem, Text remedy) {

    /// One line for a terminal, e.g. `environment/rules/air.yaml:3:5 … — …`.
    public String english() {
        return where() + " " + problem.en() + " — " + remedy.en();
    }

    /// The same in Chinese.
    public String chinese() {
        return where() + " " + problem.zh() + " — " + remedy.zh();
    }

    private String where() {
        return file + ":" + line + ":" + column;
    }
}
