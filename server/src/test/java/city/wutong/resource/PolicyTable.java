package city.wutong.resource;

import static city.wutong.http.CareCity.elder;

import java.util.LinkedHashMap;
import java.util.Map;

/// What each route is asked in the test of the policy, and what it answers to who may. A new route
/// has no place here, so that the test fails until somebody says what it is for.
final class PolicyTable {
    private static final String NGSI = "/ngsi-ld/v1";
    private static final String BATCH = NGSI + "/entityOperations";
    private static final String STEPS = "{\"steps\":{\"type\":\"Property\",\"value\":7}}";

    /// What a route is asked, and what it answers to who may: about something in their area, and
    /// about something in another.
    ///
    /// @param path with `$fresh` for the id of an entity in the west that was just made, `$new` for
    ///   an id that nobody has, `$case`, `$alert`, `$hash` and `$hosted` for what there is
    record Row(String path, String body, int here, int elsewhere) {
        Row(String path, int here, int elsewhere) {
            this(path, "", here, elsewhere);
        }

        /// What is the same for everybody of the tenant.
        Row(String path, int answer) {
            this(path, "", answer, answer);
        }
    }

    static final Map<String, Row> TABLE = new LinkedHashMap<>();

    static {
        entities();
        discovery();
        work();
        rules();
        process();
        notifications();
        organisation();
        signingIn();
        administration();
        rights();
    }

    private static void entities() {
        var entity = NGSI + "/entities/$fresh";
        var fresh = elder("$fresh", "west", 5, "");
        TABLE.put(
                "POST /ngsi-ld/v1/entities",
                new Row(NGSI + "/entities", elder("$new", "west", 5, ""), 201, 403));
        TABLE.put("GET /ngsi-ld/v1/entities", new Row(NGSI + "/entities?type=Elder", 200));
        TABLE.put(
                "DELETE /ngsi-ld/v1/entities",
                new Row(NGSI + "/entities?type=Elder&id=$fresh", 204));
        TABLE.put("PATCH /ngsi-ld/v1/entities", new Row(NGSI + "/entities", STEPS, 400, 400));
        TABLE.put("PUT /ngsi-ld/v1/entities", new Row(NGSI + "/entities", STEPS, 400, 400));
        TABLE.put("GET /ngsi-ld/v1/entities/{id}", new Row(entity, 200, 404));
        TABLE.put("PATCH /ngsi-ld/v1/entities/{id}", new Row(entity, STEPS, 204, 404));
        TABLE.put("PUT /ngsi-ld/v1/entities/{id}", new Row(entity, fresh, 204, 404));
        TABLE.put("DELETE /ngsi-ld/v1/entities/{id}", new Row(entity, 204, 404));
        TABLE.put(
                "POST /ngsi-ld/v1/entities/{id}/attrs",
                new Row(entity + "/attrs", STEPS, 204, 404));
        TABLE.put(
                "PATCH /ngsi-ld/v1/entities/{id}/attrs",
                new Row(entity + "/attrs", STEPS, 204, 404));
        var attribute = entity + "/attrs/steps";
        TABLE.put(
                "PATCH /ngsi-ld/v1/entities/{id}/attrs/{name}",
                new Row(attribute, "{\"value\":7}", 204, 404));
        TABLE.put(
                "PUT /ngsi-ld/v1/entities/{id}/attrs/{name}",
                new Row(attribute, "{\"type\":\"Property\",\"value\":7}", 204, 404));
        TABLE.put("DELETE /ngsi-ld/v1/entities/{id}/attrs/{name}", new Row(attribute, 204, 404));
        var batch = "[" + fresh + "]";
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/create",
                new Row(BATCH + "/create", "[" + elder("$new", "west", 5, "") + "]", 201, 207));
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/upsert",
                new Row(BATCH + "/upsert", batch, 204, 207));
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/update",
                new Row(BATCH + "/update", batch, 204, 207));
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/merge",
                new Row(BATCH + "/merge", batch, 204, 207));
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/delete",
                new Row(BATCH + "/delete", "[\"$fresh\"]", 204, 207));
        TABLE.put(
                "POST /ngsi-ld/v1/entityOperations/query",
                new Row(
                        BATCH + "/query",
                        "{\"type\":\"Query\",\"entities\":[{\"type\":\"Elder\"}]}",
                        200,
                        200));
    }

    private static void discovery() {
        TABLE.put(
                "GET /ngsi-ld/v1/info/sourceIdentity", new Row(NGSI + "/info/sourceIdentity", 200));
        TABLE.put("GET /ngsi-ld/v1/types", new Row(NGSI + "/types", 200));
        TABLE.put("GET /ngsi-ld/v1/types/{+type}", new Row(NGSI + "/types/Elder", 200, 404));
        TABLE.put("GET /ngsi-ld/v1/attributes", new Row(NGSI + "/attributes", 200));
        TABLE.put(
                "GET /ngsi-ld/v1/attributes/{+name}",
                new Row(NGSI + "/attributes/areaCode", 200, 404));
        var context = NGSI + "/jsonldContexts";
        TABLE.put(
                "POST /ngsi-ld/v1/jsonldContexts",
                new Row(context, "{\"@context\":{\"a\":\"https://example.org/a\"}}", 201, 201));
        TABLE.put("GET /ngsi-ld/v1/jsonldContexts", new Row(context, 200));
        TABLE.put("GET /ngsi-ld/v1/jsonldContexts/{+id}", new Row(context + "/$hosted", 200));
        TABLE.put(
                "DELETE /ngsi-ld/v1/jsonldContexts/{+id}",
                new Row(context + "/urn:ngsi-ld:none", 404));
        var map = NGSI + "/entityMaps/urn:ngsi-ld:EntityMap:0";
        TABLE.put("GET /ngsi-ld/v1/entityMaps", new Row(NGSI + "/entityMaps?type=Elder", 201));
        TABLE.put(
                "POST /ngsi-ld/v1/entityMaps",
                new Row(
                        NGSI + "/entityMaps",
                        "{\"type\":\"Query\",\"entities\":[{\"type\":\"Elder\"}]}",
                        201,
                        201));
        TABLE.put("GET /ngsi-ld/v1/entityMaps/{id}", new Row(map, 404));
        TABLE.put("PATCH /ngsi-ld/v1/entityMaps/{id}", new Row(map, "{}", 404, 404));
        TABLE.put("DELETE /ngsi-ld/v1/entityMaps/{id}", new Row(map, 404));
        TABLE.put(
                "GET /ngsi-ld/v1/temporal/entityMaps",
                new Row(
                        NGSI
                                + "/temporal/entityMaps?type=Elder&timerel=after"
                                + "&timeAt=2026-01-01T00:00:00Z",
                        201));
        TABLE.put(
                "GET /ngsi-ld/v1/temporal/entities/{id}",
                new Row(NGSI + "/temporal/entities/$fresh", 200, 404));
        pasts();
        TABLE.put("GET /events", new Row("/events", 200));
    }

    private static void pasts() {
        var pasts = NGSI + "/temporal/entities";
        var past = pasts + "/$fresh";
        var since = "timerel=after&timeAt=2026-01-01T00:00:00Z";
        TABLE.put(
                "GET /ngsi-ld/v1/temporal/entities", new Row(pasts + "?type=Elder&" + since, 200));
        TABLE.put(
                "POST /ngsi-ld/v1/temporal/entityOperations/query",
                new Row(
                        NGSI + "/temporal/entityOperations/query",
                        "{\"type\":\"Query\",\"entities\":[{\"type\":\"Elder\"}],\"temporalQ\":"
                                + "{\"timerel\":\"after\",\"timeAt\":\"2026-01-01T00:00:00Z\"}}",
                        200,
                        200));
        TABLE.put(
                "POST /ngsi-ld/v1/temporal/entities",
                new Row(pasts, elder("$new", "west", 5, ""), 201, 403));
        TABLE.put("DELETE /ngsi-ld/v1/temporal/entities/{id}", new Row(past, 204, 404));
        TABLE.put(
                "POST /ngsi-ld/v1/temporal/entities/{id}/attrs",
                new Row(past + "/attrs", STEPS, 204, 404));
        TABLE.put(
                "DELETE /ngsi-ld/v1/temporal/entities/{id}/attrs/{name}",
                new Row(past + "/attrs/steps", 204, 404));
        TABLE.put(
                "PATCH /ngsi-ld/v1/temporal/entities/{id}/attrs/{name}/{instance}",
                new Row(
                        past + "/attrs/steps/urn:ngsi-ld:Instance:0",
                        "{\"type\":\"Property\",\"value\":7}",
                        404,
                        404));
        TABLE.put(
                "DELETE /ngsi-ld/v1/temporal/entities/{id}/attrs/{name}/{instance}",
                new Row(past + "/attrs/steps/urn:ngsi-ld:Instance:0", 404));
    }

    private static void work() {
        alerts();
        TABLE.put("GET /api/case-types", new Row("/api/case-types", 200));
        TABLE.put("GET /api/cases", new Row("/api/cases", 200));
        TABLE.put(
                "POST /api/cases",
                new Row(
                        "/api/cases",
                        "{\"caseType\":\"care/help\",\"subject\":\"$fresh\","
                                + "\"title\":{\"zh\":\"x\",\"en\":\"x\"}}",
                        201,
                        400));
        TABLE.put("GET /api/cases/{id}", new Row("/api/cases/$case", 200, 404));
        // The role that the transition names is not among those that come with Wutong.
        TABLE.put(
                "POST /api/cases/{id}/actions",
                new Row("/api/cases/$case/actions", "{\"action\":\"close\"}", 403, 404));
        TABLE.put(
                "POST /api/cases/{id}/comments",
                new Row("/api/cases/$case/comments", "{\"note\":\"x\"}", 200, 404));
        TABLE.put("POST /api/evidence", new Row("/api/evidence", "no photograph", 415, 415));
        TABLE.put("GET /api/evidence/{hash}", new Row("/api/evidence/$hash", 200, 404));
        TABLE.put("GET /api/evidence/{hash}/facts", new Row("/api/evidence/$hash/facts", 200, 404));
        TABLE.put("GET /api/indices", new Row("/api/indices", 200));
        TABLE.put(
                "GET /api/indices/{scenario}/{name}/rows",
                new Row("/api/indices/care/elders/rows", 200));
        TABLE.put("GET /api/scenarios", new Row("/api/scenarios", 200));
    }

    private static void alerts() {
        var alert = "/api/alerts/$alert";
        TABLE.put("POST /api/alerts/{id}/acknowledge", new Row(alert + "/acknowledge", 204, 404));
        TABLE.put("DELETE /api/alerts/{id}/acknowledge", new Row(alert + "/acknowledge", 204, 404));
        TABLE.put("PUT /api/alerts/{id}/assignee", new Row(alert + "/assignee", 204, 404));
        TABLE.put("DELETE /api/alerts/{id}/assignee", new Row(alert + "/assignee", 204, 404));
        TABLE.put(
                "POST /api/alerts/{id}/comments",
                new Row(alert + "/comments", "{\"text\":\"x\"}", 204, 404));
        TABLE.put(
                "PUT /api/alerts/{id}/mute",
                new Row(alert + "/mute", "{\"until\":\"2999-01-01T00:00:00Z\"}", 400, 404));
        TABLE.put("DELETE /api/alerts/{id}/mute", new Row(alert + "/mute", 204, 404));
        TABLE.put("PUT /api/alerts/{id}/false-alarm", new Row(alert + "/false-alarm", 204, 404));
        TABLE.put("DELETE /api/alerts/{id}/false-alarm", new Row(alert + "/false-alarm", 204, 404));
        TABLE.put("GET /api/alerts/{id}/timeline", new Row(alert + "/timeline", 200, 404));
        TABLE.put(
                "POST /api/alert-acknowledgements",
                new Row("/api/alert-acknowledgements", "{\"alerts\":[\"$alert\"]}", 200, 200));
        TABLE.put(
                "POST /api/alerts/{id}/clear",
                new Row(alert + "/clear", "{\"reason\":\"x\"}", 204, 404));
    }

    private static void process() {
        TABLE.put("GET /api/tenants", new Row("/api/tenants", 200));
        TABLE.put("GET /api/roles", new Row("/api/roles", 200));
        TABLE.put("GET /api/city-clock", new Row("/api/city-clock", 200));
        TABLE.put(
                "PUT /api/city-clock", new Row("/api/city-clock", "{\"mode\":\"live\"}", 204, 204));
        TABLE.put("GET /api/replays", new Row("/api/replays", 404));
        TABLE.put("POST /api/replays", new Row("/api/replays", "{}", 404, 404));
        TABLE.put("GET /health/live", new Row("/health/live", 200));
        TABLE.put("GET /health/ready", new Row("/health/ready", 200));
        TABLE.put("GET /metrics", new Row("/metrics", 200));
        TABLE.put("GET /openapi", new Row("/openapi", 200));
        TABLE.put("GET /openapi.json", new Row("/openapi.json", 200));
        TABLE.put("GET /openapi/{file}", new Row("/openapi/page.js", 200));
        TABLE.put("GET /map/{file}", new Row("/map/none.geojson", 404));
        TABLE.put("GET /console/{+file}", new Row("/console/none.js", 404));
        TABLE.put("GET /console/", new Row("/console/", 200));
        TABLE.put("GET /console", new Row("/console", 302));
        TABLE.put("GET /", new Row("/", 302));
    }

    /// As [#organisation].
    private static void notifications() {
        var none = "/00000000-0000-7000-8000-000000000000";
        TABLE.put("GET /api/notices", new Row("/api/notices", 200));
        TABLE.put("GET /api/notifications", new Row("/api/notifications", 200));
        TABLE.put(
                "POST /api/notifications/{id}/retry",
                new Row("/api/notifications" + none + "/retry", "{}", 404, 404));
        var routes = "/api/notification-routes";
        TABLE.put("GET " + routes, new Row(routes, 200));
        TABLE.put("POST " + routes, new Row(routes, "{}", 400, 400));
        TABLE.put("PUT " + routes + "/{id}", new Row(routes + none, "{}", 404, 404));
        TABLE.put("DELETE " + routes + "/{id}", new Row(routes + none, 404));
        var channels = "/api/notification-channels";
        TABLE.put("GET " + channels, new Row(channels, 200));
        TABLE.put("POST " + channels, new Row(channels, "{}", 400, 400));
        TABLE.put("PUT " + channels + "/{id}", new Row(channels + none, "{}", 404, 404));
        TABLE.put("DELETE " + channels + "/{id}", new Row(channels + none, 404));
        TABLE.put(
                "POST " + channels + "/{id}/test",
                new Row(channels + none + "/test", "{}", 404, 404));
    }

    /// Who may is let through to a body that says nothing, or to what is not there.
    private static void organisation() {
        TABLE.put("GET /api/areas", new Row("/api/areas", 200));
        TABLE.put("POST /api/areas", new Row("/api/areas", "{}", 400, 400));
        TABLE.put("GET /api/areas/{code}", new Row("/api/areas/330483", 200));
        TABLE.put("PATCH /api/areas/{code}", new Row("/api/areas/none", "{}", 404, 404));
        TABLE.put("DELETE /api/areas/{code}", new Row("/api/areas/none", 404));
        TABLE.put("GET /api/departments", new Row("/api/departments", 200));
        TABLE.put("POST /api/departments", new Row("/api/departments", "{}", 400, 400));
        TABLE.put(
                "PATCH /api/departments/{id}",
                new Row("/api/departments/00000000-0000-7000-8000-000000000000", "{}", 404, 404));
        TABLE.put(
                "DELETE /api/departments/{id}",
                new Row("/api/departments/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/posts", new Row("/api/posts", 200));
        TABLE.put("POST /api/posts", new Row("/api/posts", "{}", 400, 400));
        TABLE.put(
                "PATCH /api/posts/{id}",
                new Row("/api/posts/00000000-0000-7000-8000-000000000000", "{}", 404, 404));
        TABLE.put(
                "DELETE /api/posts/{id}",
                new Row("/api/posts/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/duties", new Row("/api/duties", 200));
        TABLE.put("POST /api/duties", new Row("/api/duties", "{}", 400, 400));
        TABLE.put(
                "PATCH /api/duties/{id}",
                new Row("/api/duties/00000000-0000-7000-8000-000000000000", "{}", 404, 404));
        TABLE.put(
                "DELETE /api/duties/{id}",
                new Row("/api/duties/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/oidc/start", new Row("/api/oidc/start", 404));
        TABLE.put("GET /api/oidc/callback", new Row("/api/oidc/callback", 404));
        TABLE.put("GET /api/oidc/end", new Row("/api/oidc/end", 404));
        TABLE.put("GET /api/identities", new Row("/api/identities", 400));
        TABLE.put("POST /api/identities", new Row("/api/identities", "{}", 400, 400));
        TABLE.put(
                "DELETE /api/identities/{id}",
                new Row("/api/identities/00000000-0000-7000-8000-000000000000", 404));
    }

    /// The callers of this table have no session and no account: what asks for one says so.
    private static void signingIn() {
        TABLE.put("POST /api/set-up", new Row("/api/set-up", "{}", 400, 400));
        TABLE.put("GET /api/session", new Row("/api/session", 200));
        TABLE.put("POST /api/session", new Row("/api/session", "{}", 400, 400));
        TABLE.put("DELETE /api/session", new Row("/api/session", 204));
        TABLE.put(
                "POST /api/session/second-factor",
                new Row("/api/session/second-factor", "{}", 401, 401));
        TABLE.put("DELETE /api/session/act-as", new Row("/api/session/act-as", 401));
        TABLE.put(
                "POST /api/session/sample-role",
                new Row("/api/session/sample-role", "{}", 403, 403));
        TABLE.put("POST /api/session/act-as", new Row("/api/session/act-as", "{}", 400, 400));
        TABLE.put("GET /api/sessions", new Row("/api/sessions", 403));
        TABLE.put("DELETE /api/sessions", new Row("/api/sessions", 403));
        TABLE.put("GET /api/account", new Row("/api/account", 403));
        TABLE.put("PATCH /api/account", new Row("/api/account", "{}", 403, 403));
        TABLE.put("POST /api/account/password", new Row("/api/account/password", "{}", 403, 403));
        TABLE.put("POST /api/account/link", new Row("/api/account/link", "{}", 400, 400));
        TABLE.put(
                "POST /api/account/second-factor",
                new Row("/api/account/second-factor", "{}", 401, 401));
        TABLE.put(
                "POST /api/account/second-factor/confirm",
                new Row("/api/account/second-factor/confirm", "{}", 400, 400));
        TABLE.put("DELETE /api/account/second-factor", new Row("/api/account/second-factor", 400));
        TABLE.put(
                "POST /api/account/recovery-codes",
                new Row("/api/account/recovery-codes", "{}", 403, 403));
        TABLE.put(
                "POST /api/account/support-consent",
                new Row("/api/account/support-consent", "{}", 400, 400));
        TABLE.put("POST /oauth2/token", new Row("/oauth2/token", "{}", 400, 400));
    }

    private static void rules() {
        // What changes or tries rules takes a role that is held for the whole tenant.
        var rule = "/api/rules/care/fall";
        var entity = "?entity=$fresh";
        TABLE.put("GET /api/rules", new Row("/api/rules", 200));
        TABLE.put(
                "POST /api/rules/check",
                new Row("/api/rules/check", "{\"scenario\":\"care\",\"source\":\"\"}", 403, 403));
        TABLE.put("GET /api/rules/{scenario}/{name}", new Row(rule, 200));
        TABLE.put("DELETE /api/rules/{scenario}/{name}", new Row(rule, 403));
        TABLE.put("GET /api/rules/{scenario}/{name}/versions", new Row(rule + "/versions", 200));
        TABLE.put(
                "POST /api/rules/{scenario}/{name}/versions",
                new Row(rule + "/versions", "{\"source\":\"\",\"note\":\"\"}", 403, 403));
        TABLE.put(
                "POST /api/rules/{scenario}/{name}/versions/{version}/restore",
                new Row(rule + "/versions/0/restore", 403));
        TABLE.put("POST /api/rules/{scenario}/{name}/on", new Row(rule + "/on", 403));
        TABLE.put("POST /api/rules/{scenario}/{name}/off", new Row(rule + "/off", 403));
        TABLE.put(
                "PUT /api/rules/{scenario}/{name}/owner",
                new Row(rule + "/owner", "{\"owner\":null}", 403, 403));
        TABLE.put(
                "GET /api/rules/{scenario}/{name}/traces", new Row(rule + "/traces" + entity, 404));
        TABLE.put(
                "POST /api/rules/{scenario}/{name}/traces",
                new Row(rule + "/traces", "{\"entity\":\"$fresh\",\"minutes\":1}", 403, 404));
        TABLE.put(
                "DELETE /api/rules/{scenario}/{name}/traces",
                new Row(rule + "/traces" + entity, 403, 404));
        TABLE.put(
                "GET /api/rules/{scenario}/{name}/why", new Row(rule + "/why" + entity, 200, 404));
        TABLE.put(
                "GET /api/rules/{scenario}/{name}/dead-letters",
                new Row(rule + "/dead-letters", 200));
        TABLE.put(
                "POST /api/rules/{scenario}/{name}/dead-letters/replay",
                new Row(rule + "/dead-letters/replay", 403));
        TABLE.put("POST /api/rule-trials", new Row("/api/rule-trials", "{}", 400, 400));
        TABLE.put("GET /api/rule-trials/{id}", new Row("/api/rule-trials/1", 403));
        TABLE.put("DELETE /api/rule-trials/{id}", new Row("/api/rule-trials/1", 403));
    }

    private static void rights() {
        // These take a role that is held for the whole tenant: RightsOfPersonsTest has that.
        TABLE.put("GET /api/personal-data/{id}", new Row("/api/personal-data/$fresh", 403));
        TABLE.put("POST /api/exports", new Row("/api/exports", "{}", 400, 400));
        TABLE.put("POST /api/erasures", new Row("/api/erasures", "{}", 400, 400));
    }

    /// As [#organisation].
    private static void administration() {
        TABLE.put("GET /api/accounts", new Row("/api/accounts", 200));
        TABLE.put("POST /api/accounts", new Row("/api/accounts", "{}", 400, 400));
        TABLE.put(
                "GET /api/accounts/{id}",
                new Row("/api/accounts/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put(
                "PATCH /api/accounts/{id}",
                new Row("/api/accounts/00000000-0000-7000-8000-000000000000", "{}", 404, 404));
        TABLE.put(
                "DELETE /api/accounts/{id}",
                new Row("/api/accounts/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put(
                "POST /api/accounts/{id}/reset",
                new Row(
                        "/api/accounts/00000000-0000-7000-8000-000000000000/reset",
                        "{}",
                        404,
                        404));
        TABLE.put(
                "GET /api/accounts/{id}/grants",
                new Row("/api/accounts/00000000-0000-7000-8000-000000000000/grants", 404));
        TABLE.put("POST /api/grants", new Row("/api/grants", "{}", 400, 400));
        TABLE.put(
                "DELETE /api/grants/{id}",
                new Row("/api/grants/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/keys", new Row("/api/keys", 200));
        TABLE.put("POST /api/keys", new Row("/api/keys", "{}", 400, 400));
        TABLE.put(
                "POST /api/keys/{id}/rotate",
                new Row("/api/keys/00000000-0000-7000-8000-000000000000/rotate", "{}", 404, 404));
        TABLE.put(
                "DELETE /api/keys/{id}",
                new Row("/api/keys/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/clients", new Row("/api/clients", 200));
        TABLE.put("POST /api/clients", new Row("/api/clients", "{}", 400, 400));
        TABLE.put(
                "DELETE /api/clients/{id}",
                new Row("/api/clients/00000000-0000-7000-8000-000000000000", 404));
        TABLE.put("GET /api/audit", new Row("/api/audit", 200));
        TABLE.put("GET /api/audit/export", new Row("/api/audit/export", 200));
        TABLE.put("GET /api/audit/verification", new Row("/api/audit/verification", 200));
    }

    private PolicyTable() {}
}
