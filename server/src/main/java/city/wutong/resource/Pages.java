package city.wutong.resource;

import city.wutong.context.Found;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.MediaTypes;
import city.wutong.query.Page;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Paging: the number of results and links to the pages before and after (ETSI GS CIM 009 V1.9.1
/// clauses 5.5.9, 6.3.10 and 6.3.13).
///
/// @param path of the resource that was asked
/// @param call its parameters stand in each link; those of a body are to be sent again
record Pages(String path, Call call) {
    /// What may stand in the value of a parameter as it is (RFC 3986 §3.4), but for what divides
    /// parameters, for `+`, which many read as a blank, and for `,` and `;`, at which many divide
    /// links.
    private static final String PLAIN = "-._~:/?@!$'()*";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    Answer paged(Answer answer, Page page, Found found) {
        var paged = answer;
        if (page.count()) {
            paged = paged.with("NGSILD-Results-Count", Long.toString(found.count()));
        }
        if (page.limit() == 0) {
            return paged;
        }
        if (found.isMore()) {
            paged = paged.with("Link", link(page, page.offset() + page.limit(), "next"));
        }
        if (page.offset() > 0) {
            int before = Math.max(0, page.offset() - page.limit());
            paged = paged.with("Link", link(page, before, "prev"));
        }
        return paged;
    }

    private String link(Page page, int offset, String relation) {
        var parameters = new TreeMap<String, String>();
        for (var name : call.parameters().names()) {
            parameters.put(name, call.parameters().text(name).orElse(""));
        }
        parameters.keySet().removeAll(EntityMapping.PARAMETERS); // the next page goes by the header
        parameters.put("limit", Integer.toString(page.limit()));
        parameters.put("offset", Integer.toString(offset));
        var query =
                parameters.entrySet().stream()
                        .map(each -> encoded(each.getKey()) + "=" + encoded(each.getValue()))
                        .collect(Collectors.joining("&"));
        var type = call.accepted(MediaTypes.SPATIAL_ENTITIES);
        return '<' + path + '?' + query + ">; rel=\"" + relation + "\"; type=\"" + type + '"';
    }

    private static String encoded(String value) {
        var text = new StringBuilder();
        for (byte octet : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xFF);
            boolean isLetterOrDigit = c < 0x80 && Character.isLetterOrDigit(c);
            if (isLetterOrDigit || PLAIN.indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return text.toString();
    }
}
