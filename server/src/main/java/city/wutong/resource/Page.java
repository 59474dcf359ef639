package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.json.Json;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// Which part of a list a request wants.
record Page(int limit, int offset) {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;

    /// @param more the parameters besides that the resource allows
    static Page of(Call call, Set<String> more) {
        var allowed = new HashSet<>(more);
        allowed.addAll(Set.of("limit", "offset", Call.TENANT));
        var parameters = call.parameters();
        parameters.allow(allowed);
        return new Page(
                parameters.number("limit", 0, MOST).orElse(USUAL),
                parameters.number("offset", 0, Integer.MAX_VALUE).orElse(0));
    }

    /// That part, and how many there are of all.
    <T> Answer answer(String name, List<T> found, Function<T, Json> form) {
        return Tell.object()
                .with("total", found.size())
                .withAll(name, found.stream().skip(offset).limit(limit).toList(), form)
                .answer(200);
    }
}
