package city.wutong.messenger;

import static java.nio.charset.StandardCharsets.UTF_8;

import city.wutong.http.OutsideWeb;
import city.wutong.http.OutsideWeb.Unreachable;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Posts letters as JSON to a URL: to another system, an SMS or voice gateway, a robot.
///
/// With a secret each is signed. `Wutong-Signature: sha256=<hex>` is the HMAC-SHA256 (RFC 2104) of
/// the text of `Wutong-Timestamp` (milliseconds since 1970), a full stop and the body;
/// `Wutong-Message` is the letter's id, by which a receiver knows one that comes twice. A robot
/// that is signed as DingTalk's are finds `timestamp` and `sign` in the query instead.
///
/// An answer 2xx means that it was delivered; 408, 425, 429, 5xx and no answer, that it is tried
/// again; any other, that it is not.
final class WebhookChannel implements Channel {
    private static final String HMAC = "HmacSHA256";
    private static final List<Integer> PASSING = List.of(408, 425, 429);

    private final ChannelSetting setting;
    private final OutsideWeb web;
    private final Clock clock;

    WebhookChannel(ChannelSetting setting, OutsideWeb web, Clock clock) {
        this.setting = setting;
        this.web = web;
        this.clock = clock;
    }

    @Override
    public Outcome send(Letter letter) {
        var body =
                setting.setting("template")
                        .map(template -> Template.filled(template, letter))
                        .orElseGet(letter::json)
                        .getBytes(UTF_8);
        try {
            int status = web.post(url(), headers(letter, body), body).status();
            if (status / 100 == 2) {
                return Outcome.delivered();
            }
            var why = "it answered " + status;
            return status / 100 == 5 || PASSING.contains(status)
                    ? Outcome.notNow(why)
                    : Outcome.never(why);
        } catch (Unreachable e) {
            return Outcome.notNow(e.why());
        }
    }

    private boolean isDingTalk() {
        return setting.setting("signing").filter("dingtalk"::equals).isPresent();
    }

    private String url() {
        var url = setting.secret("url").orElseThrow();
        var secret = setting.secret("secret");
        if (secret.isEmpty() || !isDingTalk()) {
            return url;
        }
        long now = clock.millis();
        var hmac = hmac(secret.get(), (now + "\n" + secret.get()).getBytes(UTF_8));
        var sign = URLEncoder.encode(Base64.getEncoder().encodeToString(hmac), UTF_8);
        return url + (url.contains("?") ? "&" : "?") + "timestamp=" + now + "&sign=" + sign;
    }

    private List<String> headers(Letter letter, byte[] body) {
        var headers =
                new ArrayList<>(
                        List.of(
                                "Content-Type",
                                "application/json; charset=utf-8",
                                "Wutong-Message",
                                letter.id().toString()));
        if (setting.secret("secret").isPresent() && !isDingTalk()) {
            var timestamp = String.valueOf(clock.millis());
            var head = (timestamp + ".").getBytes(UTF_8);
            var hmac = hmac(setting.secret("secret").get(), head, body);
            headers.addAll(List.of("Wutong-Timestamp", timestamp));
            headers.addAll(List.of("Wutong-Signature", "sha256=" + HexFormat.of().formatHex(hmac)));
        }
        return headers;
    }

    private static byte[] hmac(String secret, byte[]... parts) {
        try {
            var mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), HMAC));
            for (var part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + HMAC, e);
        }
    }
}
