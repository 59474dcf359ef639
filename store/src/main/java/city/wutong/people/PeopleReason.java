package city.wutong.people;

import city.wutong.refusal.Reason;

/// Why something about people cannot be kept.
public enum PeopleReason implements Reason {
    STORE_AWAY(
            Family.BUSY,
            "people.store-away",
            "The database cannot be reached. Nothing was changed; try again.",
            "数据库暂时无法访问，未作任何更改。请稍后重试。"),
    FULL(
            Family.FULL,
            "people.full",
            "There are {0} already, and that is as many as there may be.",
            "已有 {0} 个，已达上限。");

    private final Words words;

    PeopleReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
