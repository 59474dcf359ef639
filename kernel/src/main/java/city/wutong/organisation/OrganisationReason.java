package city.wutong.organisation;

import city.wutong.refusal.Reason;

/// Why a change of the organisation is refused.
public enum OrganisationReason implements Reason {
    AREA_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "organisation.area-unknown",
            "There is no area {0}.",
            "没有区域 {0}。"),
    AREA_FIXED(
            Family.FORBIDDEN,
            "organisation.area-fixed",
            "The area {0} comes from the files of the setting areas. Only areas below towns are added and changed here.",
            "区域 {0} 来自配置 areas 的文件。此处只能增改镇街以下的区域。"),
    AREA_TOO_HIGH(
            Family.BAD_REQUEST_DATA,
            "organisation.area-too-high",
            "In {0} lie counties and towns, which come from the files of the setting areas: name a town, a village or a"
                    + " grid as parent.",
            "{0} 之下是县和镇街，由配置 areas 的文件给出：上级应为镇街、村社或网格。"),
    AREA_TOO_DEEP(
            Family.BAD_REQUEST_DATA,
            "organisation.area-too-deep",
            "An area below {0} would lie too deep: at most {1} levels.",
            "{0} 之下不能再设区域：最多 {1} 级。"),
    AREA_CODE(
            Family.BAD_REQUEST_DATA,
            "organisation.area-code",
            "\"{0}\" is not the code of an area below a town. Allowed: 2 to 40 letters, digits and hyphens, but not six or"
                    + " nine digits alone.",
            "“{0}”不能作为镇街以下区域的代码。允许：2 至 40 个字母、数字和连字符，但不能仅为六位或九位数字。"),
    AREA_CODE_TAKEN(
            Family.ALREADY_EXISTS,
            "organisation.area-code-taken",
            "The code {0} means another area already.",
            "代码 {0} 已用于其他区域。"),
    AREA_NOT_YOURS(
            Family.FORBIDDEN,
            "organisation.area-not-yours",
            "None of your roles that manage the organisation is held for the area {0}.",
            "您管理组织的角色均未涵盖区域 {0}。"),
    AREAS_OF_DEFAULT(
            Family.FORBIDDEN,
            "organisation.areas-of-default",
            "All tenants share the areas: they are changed in the default tenant, not in {0}.",
            "所有租户共用区域：只能在默认租户中更改，不能在 {0} 中更改。"),
    DEPARTMENT_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "organisation.department-unknown",
            "There is no department {0}.",
            "没有部门 {0}。"),
    DEPARTMENT_IN_ITSELF(
            Family.CONFLICT,
            "organisation.department-in-itself",
            "The department {0} would belong to itself, or lie deeper than {1} levels.",
            "部门 {0} 将隶属于自身，或超过 {1} 级。"),
    POST_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "organisation.post-unknown",
            "There is no post {0}.",
            "没有岗位 {0}。"),
    DUTY_UNKNOWN(
            Family.RESOURCE_NOT_FOUND,
            "organisation.duty-unknown",
            "There is no duty {0}.",
            "没有值班 {0}。"),
    DUTY_TIMES(
            Family.BAD_REQUEST_DATA,
            "organisation.duty-times",
            "A duty ends after it has begun and lasts no more than {0} days.",
            "值班的结束时间应晚于开始时间，且不超过 {0} 天。"),
    DUTY_TWICE(
            Family.CONFLICT,
            "organisation.duty-twice",
            "This account is on duty in this post then already, by {0}. Several may share a post, and one may fill several.",
            "该账号在此岗位的这段时间已有值班 {0}。同一岗位可由多人值守，一人也可兼多岗。"),
    ACCOUNT_UNKNOWN(
            Family.BAD_REQUEST_DATA,
            "organisation.account-unknown",
            "There is no account {0}.",
            "没有账号 {0}。"),
    IN_USE(
            Family.CONFLICT,
            "organisation.in-use",
            "{0} is needed by {1}, which is to be removed first.",
            "{0} 仍被 {1} 使用，请先移除后者。"),
    FULL(
            Family.FULL,
            "organisation.full",
            "There are {0} already, which is as many as there may be.",
            "已有 {0} 个，达到上限。"),
    NOT_KEPT(
            Family.BUSY,
            "organisation.not-kept",
            "The database cannot be reached. Nothing was changed.",
            "数据库无法访问，未作任何更改。");

    private final Words words;

    OrganisationReason(Family family, String code, String english, String chinese) {
        words = new Words(family, code, english, chinese);
    }

    @Override
    public Words words() {
        return words;
    }
}
