package city.wutong.access;

import city.wutong.refusal.Reason;

/// Why somebody may not do something to what they see. What they do not see is not there.
public enum AccessReason implements Reason {
    NOT_WRITABLE(
            Family.FORBIDDEN,
            "access.not-writable",
            "Your roles do not let you change {0}: they are for other types or areas. Ask whoever grants roles.",
            "您的角色不允许更改 {0}：其适用类型或区域不同。请联系授权人员。"),
    NOT_MOVABLE(
            Family.FORBIDDEN,
            "access.not-movable",
            "Your roles do not let you make {0} an entity of that type or area. Leave both as they are, or ask"
                    + " whoever grants roles.",
            "您的角色不允许把 {0} 变为该类型或该区域的实体。请保持不变，或联系授权人员。"),
    NOT_CLEAR(
            Family.FORBIDDEN,
            "access.not-clear",
            "You do not see all of {0} as it is, so that you cannot replace it. Change what you see, attribute by"
                    + " attribute.",
            "您看到的 {0} 不完整或已脱敏，因此不能替换。请逐个更改您能看到的属性。"),
    ATTRIBUTE_NOT_CLEAR(
            Family.FORBIDDEN,
            "access.attribute-not-clear",
            "The attribute {0} is more sensitive than your roles show as it is, so that you cannot change it.",
            "属性 {0} 的敏感级别高于您的角色可见范围，因此不能更改。"),
    NOT_EVERYWHERE(
            Family.FORBIDDEN,
            "access.not-everywhere",
            "{0} takes a role that is held for the whole tenant; yours are for areas of it.",
            "{0} 须持有适用于整个租户的角色；您的角色仅适用于部分区域。"),
    MASKS_STAY(
            Family.FORBIDDEN,
            "access.masks-stay",
            "Your roles do not let you lift masks. Leave the header Wutong-Purpose out.",
            "您的角色不允许解除脱敏。请去掉请求头 Wutong-Purpose。");

    private final Words words;

    AccessReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
