package city.wutong.person;

import city.wutong.refusal.Reason;

/// Why what is kept of a person is not handed out or erased.
public enum PersonReason implements Reason {
    NOTHING_KEPT(
            Family.RESOURCE_NOT_FOUND,
            "person.nothing-kept",
            "Nothing is kept of {0}. Give the id of the person, or of what belongs to them.",
            "没有保存 {0} 的任何信息。请给出本人或其所属实体的 id。"),
    SHARED(
            Family.CONFLICT,
            "person.shared",
            "{0} belongs, or belonged, to somebody else too, so that it stays. Name it by itself to erase it for"
                    + " all of them.",
            "{0} 同时或曾经属于他人，因此保留。如需为所有相关人员删除，请单独指明该实体。"),
    TOO_MUCH(
            Family.TOO_MANY_RESULTS,
            "person.too-much",
            "More than {1} entities belong to {0}. Erase or export them one by one first.",
            "属于 {0} 的实体超过 {1} 个。请先逐个删除或导出。");

    private final Words words;

    PersonReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
