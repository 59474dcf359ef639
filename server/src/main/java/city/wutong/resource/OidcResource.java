package city.wutong.resource;

import city.wutong.auth.oidc.OidcReason;
import city.wutong.auth.oidc.OidcSignIn;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.refusal.Refusal;
import city.wutong.refusal.Refused;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `/api/oidc`: sign-in by an OpenID provider, for browsers. Who cannot be signed in is shown the
/// sign-in page with the code of the reason; whoever asks for no page gets the refusal itself.
final class OidcResource {
    private static final String RETURN_TO = "returnTo";
    private static final String HOME = "/console/";
    private static final String SIGN_IN_PAGE = HOME + "sign-in";
    private static final Pattern PAGE =
            Pattern.compile("/(console|portal|worker)/[A-Za-z0-9._~:@!$&'()*+,;=%/?-]{0,1000}");
    private static final Pattern THIS_MACHINE =
            Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

    private final Optional<OidcSignIn> signIn;

    /// @param signIn empty when there is none
    OidcResource(Optional<OidcSignIn> signIn) {
        this.signIn = signIn;
    }

    private OidcSignIn there() {
        return signIn.orElseThrow(() -> Refusal.of(OidcReason.OFF).thrown());
    }

    Answer start(Call call) {
        call.parameters().allow(Set.of(RETURN_TO, Call.TENANT));
        var returnTo = call.parameters().text(RETURN_TO).orElse(HOME);
        if (!PAGE.matcher(returnTo).matches() || returnTo.contains("..")) {
            throw Refusal.of(OidcReason.RETURN_ELSEWHERE, returnTo).thrown();
        }
        var signing = there();
        return forPeople(call, () -> answer(signing.start(address(call, signing), returnTo)));
    }

    /// Providers may send parameters that nobody here knows (RFC 6749 §4.1.2).
    Answer callback(Call call) {
        var signing = there();
        var parameters = new HashMap<String, String>();
        for (var name : call.parameters().names()) {
            call.parameters().text(name).ifPresent(text -> parameters.put(name, text));
        }
        var back =
                new OidcSignIn.Return(
                        Map.copyOf(parameters), cookie(call, OidcSignIn.COOKIE), Self.whence(call));
        return forPeople(call, () -> answer(signing.finish(back)));
    }

    Answer end(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var signing = there();
        return forPeople(call, () -> redirect(signing.end(address(call, signing)).orElse(HOME)));
    }

    @FunctionalInterface
    private interface Answering {
        Answer answer();
    }

    private static Answer forPeople(Call call, Answering answering) {
        try {
            return answering.answer();
        } catch (Refused e) {
            if (call.header("accept").filter(types -> types.contains("text/html")).isEmpty()) {
                throw e;
            }
            return redirect(SIGN_IN_PAGE + "?problem=" + e.refusal().reason().code());
        }
    }

    private static Answer answer(OidcSignIn.Step step) {
        var answer = redirect(step.location());
        for (var cookie : step.cookies()) {
            answer = answer.with("Set-Cookie", cookie);
        }
        return answer;
    }

    /// The address held a code or a state: nobody keeps the answer, and no page learns of it.
    private static Answer redirect(String location) {
        return Answer.of(302)
                .with("Location", location)
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }

    /// As configured; on this machine, as the browser calls it. Elsewhere the Host header is
    /// whatever somebody wants it to be.
    private static String address(Call call, OidcSignIn signing) {
        return signing.address()
                .or(() ->
                        call.header("host")
                                .filter(host -> THIS_MACHINE.matcher(host).matches())
                                .map(host -> (call.encrypted() ? "https://" : "http://") + host))
                .orElseThrow(() -> Refusal.of(OidcReason.ADDRESS_UNKNOWN).thrown());
    }

    private static Optional<String> cookie(Call call, String name) {
        return Optional.ofNullable(call.headers().get("cookie")).stream()
                .flatMap(values -> values.stream())
                .flatMap(value -> Arrays.stream(value.split(";")))
                .map(String::strip)
                .filter(pair -> pair.startsWith(name + "="))
                .map(pair -> pair.substring(name.length() + 1))
                .findFirst();
    }
}
