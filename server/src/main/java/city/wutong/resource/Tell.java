package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Writes JSON objects member by member, in the order in which they are told.
final class Tell {
    private final Map<String, Json> members = new LinkedHashMap<>();

    static Tell object() {
        return new Tell();
    }

    Tell with(String name, Json value) {
        members.put(name, value);
        return this;
    }

    Tell with(String name, String value) {
        return with(name, Json.of(value));
    }

    Tell with(String name, long value) {
        return with(name, Json.of(value));
    }

    Tell with(String name, boolean value) {
        return with(name, Json.of(value));
    }

    Tell with(String name, Instant value) {
        return with(name, value.toString());
    }

    Tell with(String name, Text value) {
        return with(name, object().with("zh", value.zh()).with("en", value.en()).json());
    }

    /// What is empty is told as null.
    <T> Tell with(String name, Optional<T> value, Function<T, Json> form) {
        return with(name, value.map(form).orElse(Json.Literal.NULL));
    }

    Tell withTexts(String name, List<String> values) {
        return with(name, Json.array(values.stream().map(Json::of).toList()));
    }

    <T> Tell withAll(String name, List<T> values, Function<T, ? extends Json> form) {
        return with(name, Json.array(values.stream().map(form).toList()));
    }

    Json.Obj json() {
        return Json.object(members);
    }

    Answer answer(int status) {
        return Answer.of(status, new Answer.Plain(json()));
    }

    static Answer list(List<? extends Json> items) {
        return Answer.of(200, new Answer.Plain(Json.array(items)));
    }

    static Json number(BigDecimal value) {
        return value.scale() <= 0 || value.stripTrailingZeros().scale() <= 0
                ? Json.of(value.longValue())
                : Json.of(value.doubleValue());
    }

    static Json time(Instant value) {
        return Json.of(value.toString());
    }

    static Json words(Text value) {
        return object().with("zh", value.zh()).with("en", value.en()).json();
    }
}
