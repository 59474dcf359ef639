package city.wutong.auth;

import city.wutong.refusal.Reason;

/// Why somebody is not let in, or may not change who may.
public enum AuthReason implements Reason {
    SIGN_IN_WRONG(
            Family.UNAUTHENTICATED,
            "auth.sign-in-wrong",
            "Name or password is wrong, or there were too many attempts: then wait up to 15 minutes.",
            "用户名或密码错误，或尝试次数过多（请等待，最长 15 分钟）。"),
    CODE_WRONG(
            Family.UNAUTHENTICATED,
            "auth.code-wrong",
            "The code is wrong or was used, or there were too many attempts: then wait up to 15 minutes.",
            "验证码错误或已使用，或尝试次数过多（请等待，最长 15 分钟）。"),
    STEP_OVER(
            Family.UNAUTHENTICATED,
            "auth.step-over",
            "This sign-in is over, or not at this step. Begin again with name and password.",
            "本次登录已失效，或不在此步骤。请重新输入用户名和密码。"),
    BEARER_REFUSED(
            Family.UNAUTHENTICATED,
            "auth.bearer-refused",
            "The key or token in the Authorization header is unknown, expired or revoked.",
            "Authorization 头中的密钥或令牌无效、已过期或已撤销。"),
    CSRF(
            Family.FORBIDDEN,
            "auth.csrf",
            "A change by a browser's session needs the header Wutong-CSRF with the value csrf of GET /api/session.",
            "浏览器会话的更改请求须带 Wutong-CSRF 头，取值为 GET /api/session 返回的 csrf。"),
    NO_ACCOUNT(
            Family.FORBIDDEN,
            "auth.no-account",
            "This is about an account of one's own, and a caller without a session of theirs has none.",
            "此项操作针对本人账号，而当前调用者没有登录账号。"),
    ACTING(
            Family.FORBIDDEN,
            "auth.acting",
            "Who acts as somebody else cannot change that account.",
            "代为操作期间不能更改对方账号。"),
    LINK_WRONG(
            Family.FORBIDDEN,
            "auth.link-wrong",
            "This link is unknown, was used or is over. Ask for another.",
            "该链接无效、已使用或已过期，请重新获取。"),
    NAME_FORM(
            Family.BAD_REQUEST_DATA,
            "auth.name-form",
            "\"{0}\" is no name to sign in with: 2 to 64 letters, digits and . _ @ -, beginning with a letter or digit.",
            "“{0}”不能用作登录名：应为 2 至 64 个字母、数字或 . _ @ -，以字母或数字开头。"),
    NAME_TAKEN(
            Family.CONFLICT,
            "auth.name-taken",
            "There is, or was, an account with this name.",
            "该登录名已被使用（含已注销账号）。"),
    ACCOUNT_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "auth.account-unknown",
            "There is no account {0}.",
            "没有账号 {0}。"),
    ACCOUNT_CLOSED(
            Family.CONFLICT,
            "auth.account-closed",
            "The account is closed, and stays so.",
            "该账号已注销，不可恢复。"),
    OWN_ACCOUNT(
            Family.CONFLICT,
            "auth.own-account",
            "Nobody locks, resets or closes their own account.",
            "不能锁定、重置或注销自己的账号。"),
    PASSWORD_WRONG(
            Family.FORBIDDEN,
            "auth.password-wrong",
            "That is not the password of now, or there were too many attempts: then wait up to 15 minutes.",
            "当前密码不正确，或尝试次数过多（请等待，最长 15 分钟）。"),
    SECOND_FACTOR_THERE(
            Family.CONFLICT,
            "auth.second-factor-there",
            "There is a second factor already. Remove it first.",
            "已设置第二因素，请先移除。"),
    SECOND_FACTOR_MISSING(
            Family.CONFLICT,
            "auth.second-factor-missing",
            "There is no second factor. Set one up first.",
            "尚未设置第二因素，请先设置。"),
    SECOND_FACTOR_NEEDED(
            Family.CONFLICT,
            "auth.second-factor-needed",
            "With the roles that are held by this account, a second factor is needed.",
            "该账号持有的角色要求使用第二因素。"),
    ROLE_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "auth.role-unknown",
            "There is no role {0}. GET /api/roles lists them.",
            "没有角色 {0}。可通过 GET /api/roles 查看。"),
    GRANT_UNKNOWN(
            Family.RESOURCE_NOT_FOUND, "auth.grant-unknown", "There is no grant {0}.", "没有授权 {0}。"),
    LAST_ADMINISTRATOR(
            Family.CONFLICT,
            "auth.last-administrator",
            "This is the last active account that holds the role {0} without an end: grant it to somebody else first, without a date at which it ends.",
            "这是最后一个长期持有角色 {0} 的有效账号，请先将该角色授予他人（不设截止日期）。"),
    OWN_GRANT(
            Family.CONFLICT,
            "auth.own-grant",
            "Nobody grants roles to themselves, or revokes their own.",
            "不能给自己授权，也不能撤销自己的授权。"),
    TWO_ADMINISTRATIONS(
            Family.CONFLICT,
            "auth.two-administrations",
            "The account holds a role of the administration {0}; nobody holds roles of two administrations.",
            "该账号已持有管理类别 {0} 的角色；任何人不得同时持有两类管理角色。"),
    NOT_FOR_MACHINES(
            Family.CONFLICT,
            "auth.not-for-machines",
            "{0} belongs to one of the three administrations, whose roles are held by persons only.",
            "{0} 属于三权管理角色，只能授予人员。"),
    KEY_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "auth.key-unknown",
            "There is no key or client {0}.",
            "没有接口密钥或客户端 {0}。"),
    NO_CONSENT(
            Family.FORBIDDEN,
            "auth.no-consent",
            "This person has not consented to be acted for, or the consent is over.",
            "对方未同意代为操作，或同意已过期。"),
    NOT_FOR_ADMINISTRATORS(
            Family.FORBIDDEN,
            "auth.not-for-administrators",
            "Nobody acts as, or removes the second factor of, who holds a role of the three administrations.",
            "对持有三权管理角色的账号，不得代为操作，也不得移除其第二因素。"),
    SAMPLES_OFF(
            Family.FORBIDDEN,
            "auth.samples-off",
            "Sample roles exist in a demonstration only.",
            "仅演示环境提供示例角色。"),
    TOO_OFTEN(
            Family.TOO_MANY,
            "auth.too-often",
            "Too many requests: {0} a second are taken of one caller. Go on a little later.",
            "请求过于频繁：每个调用者每秒最多 {0} 次，请稍后继续。");

    private final Words words;

    AuthReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
