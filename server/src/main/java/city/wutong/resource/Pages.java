package city.wutong.resource;

import city.wutong.context.Found;
import city.wutong.http.Answer;
import city.wutong.http.MediaTypes;
import city.wutong.http.Parameters;
import city.wutong.query.Page;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Paging: the number of results and links to the pages before and after (ETSI GS CIM 009 V1.9.1
/// clauses 6.3.10 and 6.3.13).
final class Pages {
    private Pages() {}

    static Answer paged(Answer answer, Parameters parameters, Page page, Found found) {
        var paged = answer;
        if (page.count()) {
            paged = paged.with("NGSILD-Results-Count", Long.toString(found.count()));
        }
        if (found.isMore() && page.limit() > 0) {
            paged =
                    paged.with(
                            "Link", link(parameters, page, page.offset() + page.limit(), "next"));
        }
        if (page.offset() > 0) {
            int before = Math.max(0, page.offset() - page.limit());
            paged = paged.with("Link", link(parameters, page, before, "prev"));
        }
        return paged;
    }

    private static String link(Parameters parameters, Page page, int offset, String relation) {
        var rest =
                parameters.names().stream()
                        .filter(name -> !name.equals("offset") && !name.equals("limit"))
                        .map(name -> name + "=" + encoded(parameters.text(name).orElse("")))
                        .collect(Collectors.joining("&"));
        return "</ngsi-ld/v1/entities?%s&limit=%d&offset=%d>; rel=\"%s\"; type=\"%s\""
                .formatted(rest, page.limit(), offset, relation, MediaTypes.JSON);
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
