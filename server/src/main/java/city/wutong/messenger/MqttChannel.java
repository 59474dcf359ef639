package city.wutong.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.http.OutsideWeb;
import city.wutong.http.OutsideWeb.Unreachable;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3AsyncClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.message.publish.Mqtt3Publish;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Publishes letters as JSON, with their ids in it, to an MQTT broker (MQTT 3.1.1, which brokers of
/// 5.0 speak too), at least once (QoS 1): to the channel's topic, or where a letter has an address,
/// to the topic of that name below it.
final class MqttChannel implements Channel {
    private static final int OWN_DIGITS = 17;
    private static final int PORT = 1_883;
    private static final int TLS_PORT = 8_883;
    private static final long MILLIS = Channels.PATIENCE.toMillis() / 2;

    private final ChannelSetting setting;
    private final OutsideWeb web;

    MqttChannel(ChannelSetting setting, OutsideWeb web) {
        this.setting = setting;
        this.web = web;
    }

    @Override
    public Outcome send(Letter letter) {
        var below = letter.address();
        if (below.filter(name -> name.matches(".*[#+\\x00].*")).isPresent()) {
            return Outcome.never("the address has a wildcard in it");
        }
        var topic = setting.setting("topic").orElseThrow();
        try {
            web.reachable(host());
            var client = client(letter);
            try {
                await(client.connect());
                await(
                        client.publish(
                                publish(
                                        below.map(name -> topic + "/" + name).orElse(topic),
                                        letter)));
                return Outcome.delivered();
            } finally {
                var _ = client.disconnect();
            }
        } catch (Unreachable e) {
            return Outcome.notNow(e.why());
        } catch (TimeoutException e) {
            return Outcome.notNow("the broker does not answer");
        } catch (ExecutionException e) {
            return Outcome.notNow("the broker cannot be used: " + cause(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.notNow("Wutong was stopping");
        }
    }

    private static String cause(ExecutionException e) {
        var cause = e.getCause();
        return (cause == null ? e : cause).getClass().getSimpleName();
    }

    private static <T> void await(CompletableFuture<T> answer)
            throws InterruptedException, ExecutionException, TimeoutException {
        answer.get(MILLIS, TimeUnit.MILLISECONDS);
    }

    private String host() {
        return setting.setting("host").orElseThrow();
    }

    /// Under a name of its own each time: some brokers refuse clients without one, and what is
    /// longer than 23 letters and digits (MQTT 3.1.1 §3.1.3.1).
    private Mqtt3AsyncClient client(Letter letter) {
        var digits = letter.id().toString().replace("-", "");
        boolean isSecure = setting.setting("tls").filter("false"::equals).isEmpty();
        int port = isSecure ? TLS_PORT : PORT;
        var builder =
                Mqtt3Client.builder()
                        .identifier("wutong" + digits.substring(digits.length() - OWN_DIGITS))
                        .serverHost(host())
                        .serverPort(setting.setting("port").map(Integer::parseInt).orElse(port));
        if (isSecure) {
            builder = builder.sslConfig(MqttClientSslConfig.builder().build());
        }
        var user = setting.setting("user");
        if (user.isPresent()) {
            builder =
                    builder.simpleAuth()
                            .username(user.get())
                            .password(setting.secret("password").orElse("").getBytes(UTF_8))
                            .applySimpleAuth();
        }
        return builder.buildAsync();
    }

    private static Mqtt3Publish publish(String topic, Letter letter) {
        return Mqtt3Publish.builder()
                .topic(topic)
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(letter.json().getBytes(UTF_8))
                .build();
    }
}
