package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Parameters;
import city.wutong.jsonld.LdContext;

/// A query for entities, whether its parts stand in the address (ETSI GS CIM 009 V1.9.1 clause
/// 6.4.3.2) or in a body (6.23, 6.34.3.2): beyond that the two are one (5.7.2).
///
/// @param parameters those of the address and, of a query by POST, those in the body
/// @param context by which its names are read and the answer's are shown
record QueryRequest(
        Call call,
        Parameters parameters,
        LdContext context,
        Shown shown,
        EntityQueries.Asked asked) {

    static QueryRequest byGet(Call call) {
        var context = call.linkContext();
        var parameters = call.parameters();
        var shown = Shown.of(call, parameters, context);
        return new QueryRequest(
                call, parameters, context, shown, EntityQueries.of(parameters, context));
    }

    static QueryRequest byPost(Call call) {
        var document = call.document();
        var context = document.context();
        var body = QueryBody.read(document, call.parameters());
        var shown = Shown.of(call, body.parameters(), context);
        var asked = EntityQueries.of(body.parameters(), body.selectors(), context);
        return new QueryRequest(call, body.parameters(), context, shown, asked);
    }

    /// A page of what it asks for, through its entity map if it has one.
    ///
    /// @param path where the pages around it are asked for
    Answer answer(City city, String path) {
        var map = EntityMapping.of(this, city);
        var found = map.find(asked);
        var size = new AnswerSize(city.context()::entity);
        var entities = size.of(found.entities(), shown.representation().selection());
        var masked = new MaskedNames(city.context(), size);
        masked.note(entities, shown.representation().selection());
        var answer = masked.marked(shown.many(entities, masked), context);
        return map.queried(new Pages(path, call).paged(answer, asked.page(), found));
    }
}
