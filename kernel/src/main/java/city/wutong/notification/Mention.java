package city.wutong.notification;

import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import java.time.Instant;

/// What a message says of one alert.
///
/// @param alert its URI
/// @param what happened
/// @param rule the id of the rule that raised it
/// @param category as the rule has it
/// @param text for people
/// @param at when it happened, by the office clock
public record Mention(
        String alert,
        What what,
        Severity severity,
        String rule,
        String category,
        Text text,
        Instant at) {
    /// What can happen to an alert that people are told of.
    public enum What {
        RAISED("raised", new Text("新预警", "Raised")),
        /// It was cleared, and its episode goes on.
        REOPENED("reopened", new Text("再次发生", "Raised again")),
        /// Nobody has acknowledged it for as long as the step waits.
        ESCALATED("escalated", new Text("无人确认，已升级", "Not acknowledged, escalated")),
        CLEARED("cleared", new Text("已解除", "Cleared"));

        private final String word;
        private final Text text;

        What(String word, Text text) {
            this.word = word;
            this.text = text;
        }

        /// As it is written, e.g. `raised`.
        public String word() {
            return word;
        }

        /// For people.
        public Text text() {
            return text;
        }
    }

    Mention as(What other, Instant time) {
        return new Mention(alert, other, severity, rule, category, text, time);
    }

    boolean isCritical() {
        return severity == Severity.CRITICAL;
    }
}
