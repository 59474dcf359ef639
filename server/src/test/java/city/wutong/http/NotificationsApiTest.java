package city.wutong.http;

import static city.wutong.http.WorkingCity.items;
import static city.wutong.http.WorkingCity.object;
import static city.wutong.http.WorkingCity.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.http.TestCity.Reply;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Routes, channels, the outbox and notices, from an alert to whoever is told.
@Timeout(120)
@ExtendWith(WorkingCity.Shared.class)
class NotificationsApiTest {
    private static final String ROUTES = "/api/notification-routes";
    private static final String CHANNELS = "/api/notification-channels";
    private static final String NAME = "'name':{'zh':'名','en':'Name'}";

    private final WorkingCity working;
    private final TestCity city;

    NotificationsApiTest(WorkingCity working) {
        this.working = working;
        this.city = working.plain();
    }

    private String made(String path, String body) {
        var reply = city.post(path, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isEqualTo(201);
        return text(object(reply.json()), "id");
    }

    private String route(String channel, String whom) {
        return made(
                ROUTES,
                "{%s,'alerts':{'least':'high','types':['Noise']},'steps':[{'whom':%s,'channel':'%s'}]}"
                        .formatted(NAME, whom, channel));
    }

    private void remove(String route, String channel) {
        assertThat(city.delete(ROUTES + "/" + route).status()).isEqualTo(204);
        assertThat(city.delete(CHANNELS + "/" + channel).status()).isEqualTo(204);
    }

    private static void assertProblem(Reply reply, int status, String code) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(status);
        assertThat(text(object(reply.json()), "code")).isEqualTo(code);
    }

    @Test
    void an_alert_is_a_notice_for_whoever_is_meant_and_the_stream_tells_of_it() throws Exception {
        var channel = made(CHANNELS, "{" + NAME + ",'kind':'console'}");
        var route = route(channel, "{'role':'duty-officer'}");
        try (var body = city.stream("/events", "X-Nothing", "1").body();
                var lines = new BufferedReader(new InputStreamReader(body, UTF_8))) {
            assertThat(lines.readLine()).startsWith(": from");
            working.loud("noticed", 75, "2026-03-02T08:00:00Z");
            var line = lines.readLine();
            while (!line.equals("event: notice")) {
                line = lines.readLine();
            }
            assertThat(lines.readLine()).contains("75 dB", "75 分贝", "\"high\"", "\"raised\"");
        }
        assertThat(city.get("/api/notices").body()).contains("75 dB");
        var sent = city.get("/api/notifications?state=sent&q=75%20dB");
        assertThat(items(object(sent.json()), "notifications")).hasSize(1);
        remove(route, channel);
    }

    @Test
    void what_a_webhook_does_not_take_fails_visibly_and_goes_when_somebody_sends_it_again()
            throws Exception {
        var status = new AtomicInteger(400);
        var bodies = new LinkedBlockingQueue<String>();
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
                    exchange.sendResponseHeaders(status.get(), -1);
                    exchange.close();
                });
        server.start();
        try {
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?token=hush";
            var channel =
                    made(
                            CHANNELS,
                            "{" + NAME + ",'kind':'webhook','secrets':{'url':'" + url + "'}}");
            assertThat(city.get(CHANNELS).body()).contains("\"url\"").doesNotContain("hush");
            var route = route(channel, "{'post':'watch'}");
            working.loud("hooked", 80, "2026-03-03T08:00:00Z");
            assertThat(bodies.poll(30, TimeUnit.SECONDS)).contains("80 dB");
            var failed =
                    working.await(
                            () -> city.get("/api/notifications?state=failed&channel=" + channel),
                            reply -> reply.body().contains("it answered 400"));
            var id = text(items(object(failed.json()), "notifications").getFirst(), "id");
            assertThat(city.get(CHANNELS).body()).contains("it answered 400");
            status.set(204);
            assertThat(city.post("/api/notifications/" + id + "/retry", "{}").status())
                    .isEqualTo(200);
            assertThat(bodies.poll(30, TimeUnit.SECONDS)).contains(id, "80 dB");
            working.await(
                    () -> city.get("/api/notifications?state=sent&channel=" + channel),
                    reply -> reply.body().contains(id));
            assertProblem(
                    city.post("/api/notifications/" + id + "/retry", "{}"),
                    409,
                    "notification.not-failed");
            assertThat(city.post(CHANNELS + "/" + channel + "/test", "{}").body())
                    .contains("\"delivered\":true");
            assertThat(city.get(CHANNELS).body()).doesNotContain("it answered 400");
            remove(route, channel);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_channel_keeps_its_secrets_when_it_is_changed() {
        var url = "'secrets':{'url':'https://example.org/hook','secret':'s'}";
        var channel = made(CHANNELS, "{" + NAME + ",'kind':'webhook'," + url + "}");
        var path = CHANNELS + "/" + channel;
        var changed = "{" + NAME + ",'kind':'webhook','on':false,'secrets':{'secret':''}}";
        var reply = city.send("PUT", path, changed.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        assertThat(reply.body()).contains("\"has\":[\"url\"]", "\"on\":false");
        var other = "{" + NAME + ",'kind':'console'}";
        assertProblem(
                city.send("PUT", path, other.replace('\'', '"')),
                409,
                "notification.channel-kind-fixed");
        assertThat(city.delete(path).status()).isEqualTo(204);
    }

    @Test
    void a_channel_that_a_route_needs_stays() {
        var channel = made(CHANNELS, "{" + NAME + ",'kind':'console'}");
        var route = route(channel, "{'account':'019a0000-0000-7000-8000-00000000000a'}");
        assertProblem(city.delete(CHANNELS + "/" + channel), 409, "notification.channel-in-use");
        remove(route, channel);
    }

    @Test
    void a_test_by_the_console_comes_to_whoever_asks() {
        var channel = made(CHANNELS, "{" + NAME + ",'kind':'console'}");
        assertThat(city.post(CHANNELS + "/" + channel + "/test", "{}").status()).isEqualTo(200);
        working.await(
                () -> city.get("/api/notices"), reply -> reply.body().contains("\"isTest\":true"));
        assertThat(city.delete(CHANNELS + "/" + channel).status()).isEqualTo(204);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "channels | {} | notification.field-missing",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'pigeon'} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'webhook'} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'webhook','secrets':{'url':'file:///etc/passwd'}} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'webhook','secrets':{'url':'https://a.org/'},'settings':{'template':'{'}} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'email','settings':{'host':'a b','from':'a@b.org'}} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'mqtt','settings':{'host':'a.org','topic':'city/#'}} | notification.field",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'console','secrets':{'url':'x'}} | notification.field-unknown",
                "channels | {'name':{'zh':'x','en':'x'},'kind':'console','most':0} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'}} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'},'steps':[{'whom':{'post':'p'},'channel':'none'}]} | notification.channel-unknown",
                "routes | {'name':{'zh':'x','en':'x'},'steps':[{'whom':{},'channel':'c'}]} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'},'steps':[{'afterMinutes':5,'whom':{'post':'p'},'channel':'c'}]} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'},'alerts':{'least':'awful'},'steps':[]} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'},'hours':{'from':'25:00','to':'08:00'},'steps':[]} | notification.field",
                "routes | {'name':{'zh':'x','en':'x'},'stepz':[]} | notification.field-unknown",
            })
    void what_is_wrong_is_named(String what, String body, String code) {
        var reply = city.post("/api/notification-" + what, body.replace('\'', '"'));
        assertThat(reply.status()).as(reply.body()).isIn(400, 404);
        assertThat(text(object(reply.json()), "code")).as(reply.body()).isEqualTo(code);
    }

    @Test
    void a_channel_is_for_those_whom_it_can_reach() {
        var mail =
                made(
                        CHANNELS,
                        "{"
                                + NAME
                                + ",'kind':'email','settings':{'host':'mail.example.org','from':'a@example.org'}}");
        var body = "{%s,'steps':[{'whom':{'post':'p'},'channel':'%s'}]}".formatted(NAME, mail);
        assertProblem(
                city.post(ROUTES, body.replace('\'', '"')),
                400,
                "notification.channel-needs-address");
        assertThat(city.delete(CHANNELS + "/" + mail).status()).isEqualTo(204);
    }
}
