package city.wutong.auth.proof;

import city.wutong.refusal.Reason;

/// Why a password is not taken, or none can be looked at now.
public enum ProofReason implements Reason {
    PASSWORD_LENGTH(
            Family.BAD_REQUEST_DATA,
            "auth.password-length",
            "A password has {0} to {1} characters.",
            "密码长度应为 {0} 至 {1} 个字符。"),
    PASSWORD_KINDS(
            Family.BAD_REQUEST_DATA,
            "auth.password-kinds",
            "A password has at least one letter and one digit.",
            "密码至少应包含一个字母和一个数字。"),
    PASSWORD_NAME(
            Family.BAD_REQUEST_DATA,
            "auth.password-name",
            "A password does not contain the name that one signs in with.",
            "密码不得包含登录名。"),
    PASSWORD_COMMON(
            Family.BAD_REQUEST_DATA,
            "auth.password-common",
            "This password is among the first that are guessed. Choose another, e.g. several words.",
            "该密码过于常见，容易被猜中。请另选，例如由多个词组成。"),
    HASHING_BUSY(
            Family.BUSY,
            "auth.hashing-busy",
            "Too many people sign in at this moment. Try again in a few seconds.",
            "当前登录人数过多，请几秒后重试。");

    private final Words words;

    ProofReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
