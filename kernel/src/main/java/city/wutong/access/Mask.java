package city.wutong.access;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.json.Json;
import city.wutong.text.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A mask (脱敏): how an attribute is shown to who may know of it but not see it. What is masked
/// already stays as it is. What a mask cannot be laid on is not shown at all, nor are the
/// attributes of what is masked.
public enum Mask {
    /// 张三 is 张*, 欧阳修文 is 欧阳**.
    NAME("姓名", "Name"),
    /// 330483199001011234 is 3304**********1234.
    ID_CARD("证件号码", "Number of an identity card"),
    /// 13812341234 is 138****1234.
    MOBILE("手机号码", "Mobile number"),
    /// Up to the building.
    ADDRESS("住址", "Address"),
    /// 浙F12312 is 浙F·**12.
    PLATE("车牌", "Number plate"),
    /// The last four digits.
    BANK_CARD("银行卡号", "Number of a bank card"),
    /// A grid of some 100 m and, for when it was observed, of five minutes.
    POSITION("位置", "Position"),
    /// The chapter of a code of ICD-10.
    HEALTH("健康", "Health"),
    /// Not shown.
    PHOTO("照片", "Photograph"),
    /// Numbers of people, cards and cars in it are masked.
    TEXT("自由文本", "Free text");

    private final Text text;

    Mask(String zh, String en) {
        this.text = new Text(zh, en);
    }

    /// For people.
    public Text text() {
        return text;
    }

    /// As models write it, e.g. `id-card`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The attribute as it is shown; empty when it cannot be masked.
    Optional<Attribute> on(Attribute attribute) {
        var content =
                this == POSITION
                        ? MaskedPlace.of(attribute)
                        : content(attribute.kind(), attribute.content());
        return content.map(masked ->
                new Attribute(
                        attribute.name(),
                        attribute.datasetId(),
                        attribute.kind(),
                        masked,
                        this == POSITION
                                ? MaskedPlace.time(attribute.observedAt())
                                : attribute.observedAt(),
                        attribute.createdAt(),
                        attribute.modifiedAt(),
                        Attribute.Details.of(
                                attribute.unitCode(),
                                attribute.details().objectTypes(),
                                attribute.details().expiresAt(),
                                List.of())));
    }

    private Optional<Json> content(AttributeKind kind, Json content) {
        return switch (kind) {
            case PROPERTY, LIST_PROPERTY -> value(content);
            case LANGUAGE_PROPERTY -> languages(content);
            case GEO_PROPERTY, RELATIONSHIP, LIST_RELATIONSHIP, VOCAB_PROPERTY, JSON_PROPERTY ->
                    Optional.empty();
        };
    }

    private Optional<Json> languages(Json content) {
        if (!(content instanceof Json.Obj(var members))) {
            return Optional.empty();
        }
        var masked = new LinkedHashMap<String, Json>();
        for (var member : members.entrySet()) {
            var value = value(member.getValue());
            if (value.isEmpty()) {
                return Optional.empty();
            }
            masked.put(member.getKey(), value.get());
        }
        return Optional.of(Json.object(masked));
    }

    private Optional<Json> value(Json value) {
        return switch (value) {
            case Json.Str(var plain) -> MaskedText.of(this, plain).map(Json::of);
            case Json.Arr(var items) -> values(items);
            case Json.Num _, Json.Literal _, Json.Obj _ -> Optional.empty();
        };
    }

    private Optional<Json> values(List<Json> items) {
        var masked = new ArrayList<Json>(items.size());
        for (var item : items) {
            var value = value(item);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            masked.add(value.get());
        }
        return Optional.of(Json.array(masked));
    }
}
