package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// `/metrics`: what is measured, in Prometheus' text format.
final class MetricsResource {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

    private final Supplier<String> scrape;

    MetricsResource(Supplier<String> scrape) {
        this.scrape = scrape;
    }

    Answer scrape(Call call) {
        return Answer.of(
                200, new Answer.Text(PROMETHEUS, scrape.get().getBytes(StandardCharsets.UTF_8)));
    }
}
