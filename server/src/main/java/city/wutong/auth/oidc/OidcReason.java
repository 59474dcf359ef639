package city.wutong.auth.oidc;

import city.wutong.refusal.Reason;

/// Why a sign-in by the provider is refused.
public enum OidcReason implements Reason {
    OFF(
            Family.RESOURCE_NOT_FOUND,
            "oidc.off",
            "There is no sign-in by an OpenID provider here. The setting oidc.issuer names one.",
            "此处未启用 OpenID 登录。配置 oidc.issuer 可指定提供方。"),
    ADDRESS_UNKNOWN(
            Family.FORBIDDEN,
            "oidc.address-unknown",
            "Where the provider is to send people back to is not known. The setting oidc.address says it.",
            "不知道提供方应将用户送回何处。请设置 oidc.address。"),
    RETURN_ELSEWHERE(
            Family.BAD_REQUEST_DATA,
            "oidc.return-elsewhere",
            "\"{0}\" is no page of this city. Allowed: a path that begins with /console/, /portal/ or /worker/.",
            "“{0}”不是本城市的页面。允许：以 /console/、/portal/ 或 /worker/ 开头的路径。"),
    PROVIDER_AWAY(
            Family.BUSY,
            "oidc.provider-away",
            "The OpenID provider cannot be reached, or does not answer as it should: {0}.",
            "无法访问 OpenID 提供方，或其应答有误：{0}。"),
    ATTEMPT_UNKNOWN(
            Family.UNAUTHENTICATED,
            "oidc.attempt-unknown",
            "This sign-in was not begun by this browser, is over, or took too long. Begin again.",
            "此次登录并非由本浏览器发起，或已结束、已超时。请重新登录。"),
    DENIED(
            Family.UNAUTHENTICATED,
            "oidc.denied",
            "The provider did not sign you in ({0}). Begin again.",
            "提供方未予登录（{0}）。请重新登录。"),
    CODE_REFUSED(
            Family.UNAUTHENTICATED,
            "oidc.code-refused",
            "The provider does not honour this sign-in ({0}). Begin again.",
            "提供方不认可此次登录（{0}）。请重新登录。"),
    TOKEN_WRONG(
            Family.UNAUTHENTICATED,
            "oidc.token-wrong",
            "What the provider says of you cannot be trusted: {0}.",
            "提供方给出的身份凭证不可信：{0}。"),
    NOT_LINKED(
            Family.FORBIDDEN,
            "oidc.not-linked",
            "No account here is linked with you. An administrator can link one; the provider knows you as {0}.",
            "您在此处没有关联的账号。可请管理员关联；提供方以 {0} 标识您。"),
    LINKED_ALREADY(
            Family.CONFLICT,
            "oidc.linked-already",
            "This identity is linked with an account already, or the account has as many as it may.",
            "该身份已关联账号，或该账号关联的身份已达上限。"),
    NOT_FOR_ADMINISTRATORS(
            Family.FORBIDDEN,
            "oidc.not-for-administrators",
            "Nobody links the account of who holds a role of the three administrations: it would be theirs.",
            "对持有三权管理角色的账号，不得代为关联身份，否则该账号将为他人所用。"),
    IDENTITY_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "oidc.identity-unknown",
            "There is no linked identity {0}.",
            "没有关联的身份 {0}。"),
    NOT_KEPT(
            Family.BUSY,
            "oidc.not-kept",
            "The database cannot be reached. Nothing was changed.",
            "数据库无法访问，未作任何更改。");

    private final Words words;

    OidcReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
