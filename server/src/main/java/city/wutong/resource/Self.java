package city.wutong.resource;

import city.wutong.access.Caller;
import city.wutong.auth.AuthReason;
import city.wutong.auth.Live;
import city.wutong.auth.People;
import city.wutong.auth.Whence;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.people.Account;
import city.wutong.people.Session.Stage;
import city.wutong.refusal.Refusal;

/// Who asks about themselves: their session and their account.
record Self(People people) {
    /// The session that carries a call.
    ///
    /// @throws city.wutong.refusal.Refused with 403 when it is none of a person who is signed in
    Live live(Call call) {
        checkPerson(call);
        return people.session(call.headers())
                .filter(live -> people.caller(live).isPresent())
                .orElseThrow(() -> Refusal.of(AuthReason.NO_ACCOUNT).thrown());
    }

    /// The account of who asks, to be changed by its own person only.
    ///
    /// @throws city.wutong.refusal.Refused with 403
    Account account(Call call) {
        return own(live(call));
    }

    Account own(Live live) {
        if (live.session().actingAs().isPresent()) {
            throw Refusal.of(AuthReason.ACTING).thrown();
        }
        return people.accounts().known(live.session().account());
    }

    /// As [#live], or of a person who must set up a second factor before they are signed in.
    ///
    /// @throws city.wutong.refusal.Refused with 401
    Live settingUp(Call call) {
        var live = stepping(call);
        if (live.session().stage() == Stage.SECOND_FACTOR_NEEDED) {
            throw Refusal.of(AuthReason.STEP_OVER).thrown();
        }
        return live;
    }

    /// The session that carries a call, at whatever step of signing in.
    ///
    /// @throws city.wutong.refusal.Refused with 401
    Live stepping(Call call) {
        checkPerson(call);
        return people.session(call.headers())
                .orElseThrow(() -> Refusal.of(AuthReason.STEP_OVER).thrown());
    }

    /// A key's bearer that also sends a cookie has not shown that a page of ours asks.
    private static void checkPerson(Call call) {
        if (call.rights().caller().kind() == Caller.Kind.MACHINE) {
            throw Refusal.of(AuthReason.NO_ACCOUNT).thrown();
        }
    }

    static Whence whence(Call call) {
        return new Whence(call.address(), call.header("user-agent").orElse(""));
    }

    /// What is told once, or of one person, is kept by nobody on the way.
    static Answer unkept(Answer answer) {
        return answer.with("Cache-Control", "no-store");
    }
}
