package city.wutong.resource;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.Gate;
import city.wutong.http.Paths;
import city.wutong.json.Json;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Organisation;
import city.wutong.organisation.OrganisationReason;
import city.wutong.refusal.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// `/api/areas`: provinces, cities, counties and towns as configured, villages and grids as added.
final class AreasResource {
    private static final int MOST = 1_000;
    private static final int USUAL = 100;
    private static final int MOST_ALIASES = 20;
    private static final String CODE = "the code of an area";
    private static final String ALIASES = "at most " + MOST_ALIASES + " codes of other registers";

    private final Organisation organisation;
    private final Jurisdiction jurisdiction;

    AreasResource(Organisation organisation) {
        this.organisation = organisation;
        this.jurisdiction = new Jurisdiction(organisation);
    }

    Answer list(Call call) {
        var parameters = call.parameters();
        parameters.allow(Set.of("parent", "q", "limit", Call.TENANT));
        var areas = organisation.areas();
        var found = found(areas, parameters.text("parent"), parameters.text("q"));
        int limit = parameters.number("limit", 0, MOST).orElse(USUAL);
        return Tell.object()
                .with("total", found.size())
                .withAll("areas", found.stream().limit(limit).toList(), area -> told(areas, area))
                .answer(200);
    }

    private static List<Area> found(Areas areas, Optional<String> parent, Optional<String> q) {
        var outer = parent.filter(code -> !code.isEmpty()).map(code -> of(areas, code));
        var words = q.map(text -> text.strip().toLowerCase(Locale.ROOT)).filter(t -> !t.isEmpty());
        if (words.isEmpty()) {
            return areas.children(outer);
        }
        return areas.all().stream()
                .filter(area -> isCalled(area, words.get()))
                .filter(area ->
                        outer.filter(each -> !areas.isWithin(area.code(), each.code())).isEmpty())
                .toList();
    }

    private static boolean isCalled(Area area, String words) {
        return area.name().zh().contains(words)
                || area.name().en().toLowerCase(Locale.ROOT).contains(words)
                || area.code().toLowerCase(Locale.ROOT).startsWith(words)
                || area.aliases().stream().anyMatch(alias -> alias.equalsIgnoreCase(words));
    }

    private static Area of(Areas areas, String code) {
        return areas.of(code)
                .orElseThrow(() -> Refusal.of(OrganisationReason.AREA_UNKNOWN, code).thrown());
    }

    private Json told(Areas areas, Area area) {
        return Tell.object()
                .with("code", area.code())
                .with("name", area.name())
                .with("parent", area.parent(), Json::of)
                .withTexts("aliases", area.aliases().stream().sorted().toList())
                .with("children", areas.children(Optional.of(area)).size())
                .withAll("path", areas.path(area).reversed(), AreasResource::step)
                .with("added", organisation.directory().added().containsKey(area.code()))
                .with("drawn", area.geometry().isPresent())
                .json();
    }

    private static Json step(Area area) {
        return Tell.object().with("code", area.code()).with("name", area.name()).json();
    }

    Answer retrieve(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        return whole(200, call.path("code"));
    }

    private Answer whole(int status, String code) {
        var areas = organisation.areas();
        return Answer.of(status, new Answer.Plain(told(areas, of(areas, code))));
    }

    Answer add(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        checkTenant(call);
        var fields = Fields.of(call, Set.of("code", "name", "parent", "aliases"));
        var code = fields.text("code", "a code of your own");
        var parent = of(organisation.areas(), fields.text("parent", CODE)).code();
        jurisdiction.check(call, Optional.of(parent));
        if (organisation.areas().of(code).isPresent()) {
            throw Refusal.of(OrganisationReason.AREA_CODE_TAKEN, code).thrown();
        }
        organisation.put(new AddedArea(code, fields.name(), parent, aliases(fields)));
        return whole(201, code).with("Location", "/api/areas/" + Paths.encoded(code));
    }

    private static Set<String> aliases(Fields fields) {
        var aliases = fields.texts("aliases", ALIASES);
        if (aliases.size() > MOST_ALIASES) {
            throw Fields.wrong("aliases", Json.of(aliases.size()), ALIASES);
        }
        return Set.copyOf(Set.of(aliases.toArray(String[]::new)));
    }

    /// It stays where it is: to move an area is to change whose it is.
    Answer change(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var before = changeable(call);
        var fields = Fields.of(call, Set.of("name", "aliases"));
        var aliases = fields.json("aliases").isPresent() ? aliases(fields) : before.aliases();
        organisation.put(
                new AddedArea(before.code(), fields.name(before.name()), before.parent(), aliases));
        return whole(200, before.code());
    }

    Answer remove(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        organisation.remove(changeable(call));
        return Answer.of(204);
    }

    private AddedArea changeable(Call call) {
        checkTenant(call);
        var code = of(organisation.areas(), call.path("code")).code();
        jurisdiction.check(call, Optional.of(code));
        return Optional.ofNullable(organisation.directory().added().get(code))
                .orElseThrow(() -> Refusal.of(OrganisationReason.AREA_FIXED, code).thrown());
    }

    /// Whoever manages one tenant's people does not change what all tenants stand on.
    private static void checkTenant(Call call) {
        var tenant = call.rights().tenant();
        if (!tenant.equals(Gate.STANDARD_TENANT)) {
            throw Refusal.of(OrganisationReason.AREAS_OF_DEFAULT, tenant).thrown();
        }
    }
}
