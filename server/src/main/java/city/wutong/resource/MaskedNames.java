package city.wutong.resource;

import city.wutong.context.SeenContext;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.http.Answer;
import city.wutong.jsonld.LdContext;
import city.wutong.jsonld.Representation;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Gathers which attributes of an answer have masked values, and says so in its header
/// `Wutong-Masked`: names in the words of the answer, an attribute's own attributes after a dot. So
/// a client can tell 张* from a name; what is left out altogether is not named.
///
/// It stands in a header because NGSI-LD has no place for it in the body.
final class MaskedNames implements LinkedEntities {
    static final String HEADER = "Wutong-Masked";

    private final SeenContext context;
    private final LinkedEntities next;
    private final Set<List<String>> ways = new LinkedHashSet<>();

    /// @param next where linked entities are looked up
    MaskedNames(SeenContext context, LinkedEntities next) {
        this.context = context;
        this.next = next;
    }

    /// Notes what of those is masked that were asked for.
    void note(Collection<Entity> asked, Representation.Selection selection) {
        for (var entity : asked) {
            for (var way : context.masked(entity)) {
                if (entity.instances(way.getFirst()).stream().anyMatch(selection::shows)) {
                    ways.add(way);
                }
            }
        }
    }

    @Override
    public Optional<Entity> entity(String id) {
        var found = next.entity(id);
        found.ifPresent(entity -> ways.addAll(context.masked(entity)));
        return found;
    }

    /// The answer with the names of what is masked in it, if anything is.
    Answer marked(Answer answer, LdContext words) {
        return ways.isEmpty() ? answer : answer.with(HEADER, String.join(", ", names(ways, words)));
    }

    /// Names in the words of the answer, in alphabetical order.
    static Collection<String> names(Set<List<String>> ways, LdContext words) {
        return ways.stream()
                .map(way -> way.stream().map(words::compact).collect(Collectors.joining(".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
