package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.index.Figure;
import city.wutong.index.Figures.FigureUnknown;
import city.wutong.index.Index;
import city.wutong.json.Json;
import city.wutong.refusal.Refusal;
import city.wutong.scenario.Scenarios;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/api/indices`: what the city steers by, with its definition and the rows behind it.
final class IndicesResource {
    private static final System.Logger LOG = System.getLogger(IndicesResource.class.getName());
    private static final int MOST_ROWS = 5_000;

    private final Tenancy tenancy;
    private final List<Index> indices;

    IndicesResource(Tenancy tenancy, Scenarios scenarios) {
        this.tenancy = tenancy;
        this.indices = scenarios.indices();
    }

    Answer list(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var city = tenancy.of(call);
        return Tell.list(indices.stream().map(index -> counted(city, index)).toList());
    }

    /// An index that cannot be counted says so and does not hide the others.
    private static Json counted(City city, Index index) {
        try {
            return told(index, city.figures().count(index));
        } catch (FigureUnknown e) {
            LOG.log(System.Logger.Level.WARNING, "an index cannot be counted", e);
            return definition(index).with("problem", String.valueOf(e.getMessage())).json();
        }
    }

    private static Tell definition(Index index) {
        return Tell.object()
                .with("id", index.id())
                .with("name", index.name())
                .with("about", index.about())
                .with("unit", index.unit(), Tell::words)
                .with("target", index.target(), IndicesResource::target)
                .with("sql", index.figure());
    }

    private static Json target(Index.Target target) {
        var name =
                switch (target) {
                    case Index.Target.AtMost _ -> "most";
                    case Index.Target.AtLeast _ -> "least";
                };
        return Tell.object().with(name, Tell.number(target.bound())).json();
    }

    private static Json told(Index index, Figure figure) {
        return definition(index)
                .with("value", figure.value(), Tell::number)
                .withAll("parts", figure.parts(), IndicesResource::part)
                .with("asOf", figure.asOf())
                .with("asOfSeq", figure.seq())
                .json();
    }

    private static Json part(Figure.Part part) {
        return Tell.object()
                .with("key", part.key())
                .with("label", part.label())
                .with("value", part.value(), Tell::number)
                .json();
    }

    Answer rows(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var id = call.path("scenario") + "/" + call.path("name");
        var index =
                indices.stream()
                        .filter(each -> each.id().equals(id))
                        .findFirst()
                        .orElseThrow(() ->
                                Refusal.of(HttpReason.NO_SUCH_PATH, "/api/indices/" + id).thrown());
        try {
            var rows = tenancy.of(call).figures().rows(index, MOST_ROWS);
            return Tell.object()
                    .withTexts("columns", rows.columns())
                    .withAll("rows", rows.values(), IndicesResource::row)
                    .with("more", rows.more())
                    .answer(200);
        } catch (FigureUnknown e) {
            LOG.log(System.Logger.Level.WARNING, "an index cannot be counted", e);
            return Answer.refused(
                    Refusal.of(HttpReason.INDEX_FAILS, String.valueOf(e.getMessage())));
        }
    }

    private static Json row(List<Optional<String>> values) {
        return Json.array(
                values.stream()
                        .map(value -> value.<Json>map(Json::of).orElse(Json.Literal.NULL))
                        .toList());
    }
}
