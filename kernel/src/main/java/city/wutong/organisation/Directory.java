package city.wutong.organisation;

import city.wutong.access.Area;
import city.wutong.access.Areas;
import city.wutong.organisation.Kept.AddedArea;
import city.wutong.organisation.Kept.Department;
import city.wutong.organisation.Kept.Duty;
import city.wutong.organisation.Kept.OfTenant;
import city.wutong.organisation.Kept.Post;
import city.wutong.refusal.Refusal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// An organisation at one moment: what fits together and what does not. Immutable.
///
/// @param fixed the areas of the configuration
/// @param areas those and the added ones
/// @param added by code
/// @param departments by id, as all that follow
public record Directory(
        List<Area> fixed,
        Areas areas,
        Map<String, AddedArea> added,
        Map<String, Department> departments,
        Map<String, Post> posts,
        Map<String, Duty> duties) {
    static final int MOST_AREAS = 100_000;
    static final int MOST_DEPARTMENTS = 10_000;
    static final int MOST_POSTS = 20_000;
    static final int MOST_DUTIES = 100_000;

    private static final int MOST_LEVELS = 12;
    private static final Pattern CODE = Pattern.compile("[0-9A-Za-z][0-9A-Za-z-]{1,39}");
    private static final Pattern FIXED_CODE = Pattern.compile("\\d{6}|\\d{9}");

    static Directory of(Collection<Area> fixed, List<Kept> kept) {
        var added = new TreeMap<String, AddedArea>();
        var departments = new TreeMap<String, Department>();
        var posts = new TreeMap<String, Post>();
        var duties = new TreeMap<String, Duty>();
        for (var each : kept) {
            switch (each) {
                case AddedArea area -> added.put(area.id(), area);
                case Department department -> departments.put(department.id(), department);
                case Post post -> posts.put(post.id(), post);
                case Duty duty -> duties.put(duty.id(), duty);
            }
        }
        var all = List.copyOf(fixed);
        return new Directory(all, tree(all, added), added, departments, posts, duties);
    }

    private static Areas tree(List<Area> fixed, Map<String, AddedArea> added) {
        var all = new ArrayList<>(fixed);
        added.values().forEach(area -> all.add(area.area()));
        return new Areas(all);
    }

    static <T extends OfTenant> Optional<T> of(Map<String, T> all, String tenant, String id) {
        return Optional.ofNullable(all.get(id)).filter(found -> found.tenant().equals(tenant));
    }

    static <T extends OfTenant> List<T> all(Map<String, T> all, String tenant) {
        return all.values().stream().filter(each -> each.tenant().equals(tenant)).toList();
    }

    Directory with(Kept kept) {
        return switch (kept) {
            case AddedArea area -> withAreas(plus(added, area));
            case Department one ->
                    new Directory(fixed, areas, added, plus(departments, one), posts, duties);
            case Post one ->
                    new Directory(fixed, areas, added, departments, plus(posts, one), duties);
            case Duty one ->
                    new Directory(fixed, areas, added, departments, posts, plus(duties, one));
        };
    }

    Directory without(Kept kept) {
        return switch (kept) {
            case AddedArea area -> withAreas(minus(added, area));
            case Department one ->
                    new Directory(fixed, areas, added, minus(departments, one), posts, duties);
            case Post one ->
                    new Directory(fixed, areas, added, departments, minus(posts, one), duties);
            case Duty one ->
                    new Directory(fixed, areas, added, departments, posts, minus(duties, one));
        };
    }

    private Directory withAreas(Map<String, AddedArea> next) {
        return new Directory(fixed, tree(fixed, next), next, departments, posts, duties);
    }

    private static <T extends Kept> Map<String, T> plus(Map<String, T> all, T one) {
        var more = new TreeMap<>(all);
        more.put(one.id(), one);
        return more;
    }

    private static <T extends Kept> Map<String, T> minus(Map<String, T> all, T one) {
        var fewer = new TreeMap<>(all);
        fewer.remove(one.id());
        return fewer;
    }

    /// Refuses what does not fit.
    void check(Kept kept) {
        switch (kept) {
            case AddedArea area -> {
                checkRoom(added, area, MOST_AREAS);
                checkArea(area);
            }
            case Department department -> {
                checkRoom(departments, department, MOST_DEPARTMENTS);
                department.area().ifPresent(this::area);
                checkLevels(department);
            }
            case Post post -> {
                checkRoom(posts, post, MOST_POSTS);
                post.area().ifPresent(this::area);
                department(post.tenant(), post.department());
            }
            case Duty duty -> {
                checkRoom(duties, duty, MOST_DUTIES);
                checkDuty(duty);
            }
        }
    }

    private static void checkRoom(Map<String, ?> all, Kept one, int most) {
        if (all.size() >= most && !all.containsKey(one.id())) {
            throw Refusal.of(OrganisationReason.FULL, most).thrown();
        }
    }

    private Area area(String code) {
        return areas.of(code)
                .orElseThrow(() -> Refusal.of(OrganisationReason.AREA_UNKNOWN, code).thrown());
    }

    private Department department(String tenant, String id) {
        return of(departments, tenant, id)
                .orElseThrow(() -> Refusal.of(OrganisationReason.DEPARTMENT_UNKNOWN, id).thrown());
    }

    private void checkArea(AddedArea one) {
        Stream.concat(Stream.of(one.code()), one.aliases().stream())
                .forEach(code -> checkCode(code, one.code()));
        var parent = area(one.parent());
        if (parent.isDivision()) {
            throw Refusal.of(OrganisationReason.AREA_TOO_HIGH, parent.code()).thrown();
        }
        if (areas.path(parent).size() >= MOST_LEVELS) {
            throw Refusal.of(OrganisationReason.AREA_TOO_DEEP, parent.code(), MOST_LEVELS).thrown();
        }
    }

    private void checkCode(String code, String own) {
        boolean isOwn = code.equals(own);
        if (!CODE.matcher(code).matches() || (isOwn && FIXED_CODE.matcher(code).matches())) {
            throw Refusal.of(OrganisationReason.AREA_CODE, code).thrown();
        }
        if (areas.of(code).filter(taken -> !taken.code().equals(own)).isPresent()) {
            throw Refusal.of(OrganisationReason.AREA_CODE_TAKEN, code).thrown();
        }
    }

    private void checkLevels(Department one) {
        int levels = 1;
        for (var parent = one.parent(); parent.isPresent(); levels++) {
            var above = department(one.tenant(), parent.get());
            if (above.id().equals(one.id()) || levels >= MOST_LEVELS) {
                throw Refusal.of(OrganisationReason.DEPARTMENT_IN_ITSELF, one.id(), MOST_LEVELS)
                        .thrown();
            }
            parent = above.parent();
        }
    }

    private void checkDuty(Duty one) {
        if (of(posts, one.tenant(), one.post()).isEmpty()) {
            throw Refusal.of(OrganisationReason.POST_UNKNOWN, one.post()).thrown();
        }
        if (!one.from().isBefore(one.to()) || one.to().isAfter(one.from().plus(Duty.LONGEST))) {
            throw Refusal.of(OrganisationReason.DUTY_TIMES, Duty.LONGEST.toDays()).thrown();
        }
        duties.values().stream()
                .filter(other -> !other.id().equals(one.id()))
                .filter(other -> other.post().equals(one.post()))
                .filter(other -> other.account().equals(one.account()))
                .filter(one::overlaps)
                .findFirst()
                .ifPresent(other -> {
                    throw Refusal.of(OrganisationReason.DUTY_TWICE, other.id()).thrown();
                });
    }

    /// What else here needs it.
    Optional<String> user(Kept kept) {
        return users(kept).findFirst().map(Kept::id);
    }

    private Stream<Kept> users(Kept kept) {
        return switch (kept) {
            case AddedArea area -> usersOf(area);
            case Department(var id, _, _, _, _) ->
                    Stream.concat(
                            departments.values().stream()
                                    .filter(other -> other.parent().equals(Optional.of(id))),
                            posts.values().stream().filter(post -> post.department().equals(id)));
            case Post(var id, _, _, _, _) ->
                    duties.values().stream()
                            .filter(duty -> duty.post().equals(id))
                            .map(Kept.class::cast);
            case Duty _ -> Stream.of();
        };
    }

    private Stream<Kept> usersOf(AddedArea area) {
        var below =
                added.values().stream().filter(other -> means(area, Optional.of(other.parent())));
        var of = departments.values().stream().filter(other -> means(area, other.area()));
        var in = posts.values().stream().filter(other -> means(area, other.area()));
        return Stream.concat(below, Stream.concat(of, in));
    }

    private boolean means(AddedArea area, Optional<String> code) {
        return code.flatMap(areas::of).map(Area::code).equals(Optional.of(area.code()));
    }
}
