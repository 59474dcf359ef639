package city.wutong.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.json.Json;
import city.wutong.json.JsonLimits;
import city.wutong.json.JsonReader;
import city.wutong.messenger.Channel.Outcome;
import city.wutong.notification.Mention;
import city.wutong.notification.Message;
import city.wutong.notification.Rate;
import city.wutong.notification.Recipient;
import city.wutong.rule.Rule.Severity;
import city.wutong.text.Text;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import io.moquette.broker.Server;
import io.moquette.broker.config.MemoryConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each channel against a real server of its kind.
@Timeout(60)
class ChannelsTest {
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Channels CHANNELS = Channels.of(true, Clock.fixed(NOON, ZoneOffset.UTC));
    private static final JsonReader JSON = new JsonReader(JsonLimits.DEFAULT);
    private static final String SECRET = "between-us";

    private static Letter letter(String zh, Recipient to) {
        var mention =
                new Mention(
                        "urn:ngsi-ld:Alert:1",
                        Mention.What.RAISED,
                        Severity.CRITICAL,
                        "air/bad",
                        "air",
                        new Text(zh, "It \"burns\""),
                        NOON);
        var message = new Message("r", 0, "c", to, List.of(mention), 0);
        return new Letter(
                UUID.fromString("019a0000-0000-7000-8000-000000000001"),
                message,
                NOON,
                ZoneId.of("Asia/Shanghai"));
    }

    private static Outcome send(
            ChannelKind kind,
            Map<String, String> settings,
            Map<String, String> secrets,
            Letter letter) {
        var name = new Text("渠道", "Channel");
        var rate = new Rate(10, Duration.ofSeconds(1));
        var setting = new ChannelSetting("c", name, kind, true, rate, settings, secrets);
        try (var channel = CHANNELS.open(setting)) {
            return channel.send(letter);
        }
    }

    private record Posted(String path, Map<String, List<String>> headers, String body) {
        String header(String name) {
            return String.join("", headers.getOrDefault(name, List.of()));
        }
    }

    private record Robot(HttpServer server, LinkedBlockingQueue<Posted> posted)
            implements AutoCloseable {
        static Robot answering(int status) throws Exception {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var robot = new Robot(HttpServer.create(address, 0), new LinkedBlockingQueue<>());
            robot.server.createContext(
                    "/",
                    exchange -> {
                        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                        var path = exchange.getRequestURI().toString();
                        robot.posted.add(
                                new Posted(path, Map.copyOf(exchange.getRequestHeaders()), body));
                        exchange.sendResponseHeaders(status, -1);
                        exchange.close();
                    });
            robot.server.start();
            return robot;
        }

        String url() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook?key=k";
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static byte[] hmac(String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }

    @Test
    void a_webhook_gets_signed_json() throws Exception {
        try (var robot = Robot.answering(200)) {
            var outcome =
                    send(
                            ChannelKind.WEBHOOK,
                            Map.of(),
                            Map.of("url", robot.url(), "secret", SECRET),
                            letter("起火", new Recipient.OnDuty("p")));
            assertThat(outcome).isEqualTo(Outcome.delivered());
            var posted = robot.posted.take();
            assertThat(posted.path()).isEqualTo("/hook?key=k");
            assertThat(posted.header("Wutong-message")).endsWith("0001");
            var signed = NOON.toEpochMilli() + "." + posted.body();
            assertThat(posted.header("Wutong-signature"))
                    .isEqualTo("sha256=" + HexFormat.of().formatHex(hmac(signed)));
            var json = (Json.Obj) JSON.read(posted.body().getBytes(UTF_8));
            assertThat(json.get("id")).contains(Json.of("019a0000-0000-7000-8000-000000000001"));
            assertThat(posted.body()).contains("起火", "\"post\":\"p\"", "\"critical\"");
        }
    }

    @Test
    void a_robot_gets_its_own_form_and_no_alert_can_break_it() throws Exception {
        try (var robot = Robot.answering(200)) {
            var template =
                    "{\"msgtype\":\"text\",\"text\":{\"content\":\"{text} {unknown}\"},\"n\":1}";
            send(
                    ChannelKind.WEBHOOK,
                    Map.of("template", template, "signing", "dingtalk"),
                    Map.of("url", robot.url(), "secret", SECRET),
                    letter("\"},\"evil\":{\"$0\":\"{title}\"", new Recipient.Address("")));
            var posted = robot.posted.take();
            var json = (Json.Obj) JSON.read(posted.body().getBytes(UTF_8));
            assertThat(json.members().keySet()).containsExactly("msgtype", "text", "n");
            assertThat(posted.body()).contains("{unknown}", "2026-11-23 20:00");
            var timestamp = String.valueOf(NOON.toEpochMilli());
            var sign = Base64.getEncoder().encodeToString(hmac(timestamp + "\n" + SECRET));
            assertThat(posted.path())
                    .isEqualTo(
                            "/hook?key=k&timestamp="
                                    + timestamp
                                    + "&sign="
                                    + URLEncoder.encode(sign, UTF_8));
        }
    }

    @Test
    void what_a_webhook_answers_says_whether_it_is_tried_again() throws Exception {
        var letter = letter("起火", new Recipient.OnDuty("p"));
        for (var status : Map.of(503, false, 429, false, 400, true, 302, true).entrySet()) {
            try (var robot = Robot.answering(status.getKey())) {
                assertThat(send(ChannelKind.WEBHOOK, Map.of(), Map.of("url", robot.url()), letter))
                        .isEqualTo(
                                new Outcome.Undelivered(
                                        "it answered " + status.getKey(), status.getValue()));
            }
        }
    }

    @Test
    void private_hosts_are_spoken_to_only_where_that_is_allowed() {
        var outside = Channels.of(false, Clock.systemUTC());
        var name = new Text("渠道", "Channel");
        var rate = new Rate(10, Duration.ofSeconds(1));
        var host = Map.of("host", "127.0.0.1", "from", "a@example.org", "topic", "t");
        var url = Map.of("url", "http://127.0.0.1:1/");
        for (var kind : List.of(ChannelKind.WEBHOOK, ChannelKind.EMAIL, ChannelKind.MQTT)) {
            var setting = new ChannelSetting("c", name, kind, true, rate, host, url);
            try (var channel = outside.open(setting)) {
                assertThat(channel.send(letter("起火", new Recipient.Address("b@example.org"))))
                        .as(kind.word())
                        .isEqualTo(Outcome.notNow("an address of a private or local network"));
            }
        }
    }

    private static Map<String, String> mailbox(GreenMail server, String security) {
        return Map.of(
                "host",
                "127.0.0.1",
                "port",
                String.valueOf(server.getSmtp().getPort()),
                "security",
                security,
                "from",
                "wutong@example.org",
                "user",
                "wutong");
    }

    @Test
    void mail_reaches_its_address() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("wutong@example.org", "wutong", SECRET);
        server.start();
        try {
            var letter =
                    letter("起火\r\nBcc: all@example.org", new Recipient.Address("b@example.org"));
            var password = Map.of("password", SECRET);
            assertThat(send(ChannelKind.EMAIL, mailbox(server, "none"), password, letter))
                    .isEqualTo(Outcome.delivered());
            var mail = server.getReceivedMessages();
            assertThat(mail).hasSize(1);
            assertThat(mail[0].getSubject()).isEqualTo("【特别严重·新预警】起火 Bcc: all@example.org");
            assertThat(mail[0].getAllRecipients()).hasSize(1);
            assertThat(mail[0].getMessageID()).isEqualTo("<" + letter.id() + "@wutong>");
            assertThat(String.valueOf(mail[0].getContent())).contains("2026-11-23 20:00", "起火");
        } finally {
            server.stop();
        }
    }

    @Test
    void mail_is_not_sent_in_the_clear_where_that_was_not_said() {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("wutong@example.org", "wutong", SECRET);
        server.start();
        try {
            var letter = letter("起火", new Recipient.Address("b@example.org"));
            var password = Map.of("password", SECRET);
            assertThat(send(ChannelKind.EMAIL, mailbox(server, "starttls"), password, letter))
                    .isInstanceOf(Outcome.Undelivered.class);
            assertThat(send(ChannelKind.EMAIL, mailbox(server, "tls"), password, letter))
                    .isInstanceOf(Outcome.Undelivered.class);
            assertThat(server.getReceivedMessages()).isEmpty();
        } finally {
            server.stop();
        }
    }

    @Test
    void a_broker_that_is_there_has_the_letter() throws Exception {
        int port = freePort();
        var properties = new Properties();
        properties.setProperty("port", String.valueOf(port));
        properties.setProperty("host", "127.0.0.1");
        properties.setProperty("allow_anonymous", "true");
        properties.setProperty("persistence_enabled", "false");
        properties.setProperty("telemetry_enabled", "false");
        var broker = new Server();
        broker.startServer(new MemoryConfig(properties));
        var listener =
                Mqtt3Client.builder()
                        .identifier("listener")
                        .serverHost("127.0.0.1")
                        .serverPort(port)
                        .buildBlocking();
        try {
            var _ = listener.connect();
            try (var publishes = listener.publishes(MqttGlobalPublishFilter.ALL)) {
                var _ = listener.subscribeWith().topicFilter("city/alerts/#").send();
                var settings =
                        Map.of(
                                "host", "127.0.0.1",
                                "port", String.valueOf(port),
                                "tls", "false",
                                "topic", "city/alerts");
                var letter = letter("起火", new Recipient.Address("watch"));
                assertThat(send(ChannelKind.MQTT, settings, Map.of(), letter))
                        .isEqualTo(Outcome.delivered());
                var came = publishes.receive(20, TimeUnit.SECONDS).orElseThrow();
                assertThat(came.getTopic()).hasToString("city/alerts/watch");
                assertThat(new String(came.getPayloadAsBytes(), UTF_8)).contains("起火");
            }
        } finally {
            listener.disconnect();
            broker.stopServer();
        }
    }

    @Test
    void a_broker_that_is_away_is_tried_again() throws Exception {
        var settings =
                Map.of(
                        "host", "127.0.0.1",
                        "port", String.valueOf(freePort()),
                        "tls", "false",
                        "topic", "city/alerts");
        assertThat(
                        send(
                                ChannelKind.MQTT,
                                settings,
                                Map.of(),
                                letter("起火", new Recipient.OnDuty("p"))))
                .isInstanceOf(Outcome.Undelivered.class)
                .extracting("isLasting")
                .isEqualTo(false);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
