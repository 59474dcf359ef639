package city.wutong.audit;

import static org.assertj.core.api.Assertions.assertThat;

import city.wutong.access.AuditEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Whatever is done to a chain, it is found.
class ChainCheckTest {
    @Provide
    Arbitrary<AuditEntry> entry() {
        var text = Arbitraries.strings().all().ofMaxLength(12);
        return Combinators.combine(
                        Arbitraries.longs().between(0, 4_000_000_000_000_000L),
                        text,
                        text,
                        text,
                        text,
                        text)
                .as((micros, actor, tenant, action, object, why) ->
                        ChainLink.kept(
                                new AuditEntry(
                                        Instant.EPOCH.plusNanos(micros * 1_000),
                                        actor,
                                        tenant,
                                        action,
                                        object,
                                        why,
                                        "200")));
    }

    @Provide
    Arbitrary<List<AuditEntry>> entries() {
        return entry().list().ofMinSize(1).ofMaxSize(12);
    }

    private static List<ChainLink> chain(ChainHead from, List<AuditEntry> entries) {
        var links = new ArrayList<ChainLink>();
        var head = from;
        for (var entry : entries) {
            var link = ChainLink.after(head, entry);
            links.add(link);
            head = link.head();
        }
        return links;
    }

    private static List<ChainLink> chain(List<AuditEntry> entries) {
        return chain(ChainHead.START, entries);
    }

    private static Verdict verdict(ChainHead anchor, List<ChainLink> links, ChainHead noted) {
        var mark = Optional.of(new HeadFile.Mark(noted, true));
        var check = new ChainCheck(anchor, List.of(), mark);
        links.forEach(check::next);
        return check.end();
    }

    /// What the city noted stays; what is in the database was changed.
    private static void assertFound(List<AuditEntry> honest, List<ChainLink> changed) {
        var links = chain(honest);
        Assume.that(!changed.equals(links));
        assertThat(verdict(ChainHead.START, changed, links.getLast().head()))
                .isInstanceOf(Verdict.Broken.class);
    }

    @Property
    void what_nobody_touched_is_sound(@ForAll("entries") List<AuditEntry> entries) {
        var links = chain(entries);
        var head = links.getLast().head();
        assertThat(verdict(ChainHead.START, links, head)).isEqualTo(new Verdict.Sound(1, head));
    }

    @Property
    void a_changed_entry_is_found_where_it_is(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll("entry") AuditEntry other,
            @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        Assume.that(!entries.get(i).equals(other));
        var links = new ArrayList<>(chain(entries));
        links.set(i, new ChainLink(i + 1, other, links.get(i).hash()));
        assertThat(verdict(ChainHead.START, links, chain(entries).getLast().head()))
                .isEqualTo(new Verdict.Broken(i + 1, Verdict.Kind.CHANGED));
    }

    @Property
    void a_changed_entry_with_a_hash_of_its_own_is_found(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll("entry") AuditEntry other,
            @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        var links = new ArrayList<>(chain(entries));
        var before = i == 0 ? ChainHead.START : links.get(i - 1).head();
        links.set(i, ChainLink.after(before, other));
        assertFound(entries, links);
    }

    @Property
    void a_chain_calculated_anew_is_found(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll("entries") List<AuditEntry> others) {
        assertFound(entries, chain(others));
    }

    @Property
    void two_entries_that_changed_places_are_found(
            @ForAll("entries") List<AuditEntry> entries, @ForAll int one, @ForAll int two) {
        int i = Math.floorMod(one, entries.size());
        int j = Math.floorMod(two, entries.size());
        var links = new ArrayList<>(chain(entries));
        var left = links.get(i);
        var right = links.get(j);
        links.set(i, new ChainLink(left.number(), right.entry(), right.hash()));
        links.set(j, new ChainLink(right.number(), left.entry(), left.hash()));
        assertFound(entries, links);
    }

    @Property
    void an_entry_taken_out_is_found_whether_or_not_the_rest_is_chained_anew(
            @ForAll("entries") List<AuditEntry> entries, @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        var links = new ArrayList<>(chain(entries));
        links.remove(i);
        assertFound(entries, links);
        var rest = new ArrayList<>(entries);
        rest.remove(i);
        assertFound(entries, chain(rest));
    }

    @Property
    void an_entry_put_in_is_found_whether_or_not_the_rest_is_chained_anew(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll("entry") AuditEntry other,
            @ForAll int at) {
        int i = Math.floorMod(at, entries.size() + 1);
        var links = new ArrayList<>(chain(entries));
        var before = i == 0 ? ChainHead.START : links.get(i - 1).head();
        links.add(i, ChainLink.after(before, other));
        assertFound(entries, links);
        var more = new ArrayList<>(entries);
        more.add(i, other);
        assertFound(entries, chain(more));
    }

    @Property
    void a_beginning_or_an_end_that_was_cut_off_is_found(
            @ForAll("entries") List<AuditEntry> entries, @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        var links = chain(entries);
        assertFound(entries, links.subList(0, i));
        var rest = links.subList(i, links.size());
        assertFound(entries, rest);
        if (i > 0) {
            var forged = links.get(i - 1).head();
            assertThat(verdict(forged, rest, links.getLast().head()))
                    .isEqualTo(new Verdict.Broken(i + 1, Verdict.Kind.CUT_UNNOTED));
        }
    }

    @Property
    void a_beginning_that_was_cut_off_in_order_is_sound(
            @ForAll("entries") List<AuditEntry> entries, @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        var all = new ArrayList<>(entries);
        var anchor = chain(entries).get(i).head();
        all.add(
                new AuditEntry(
                        Instant.EPOCH,
                        "wutong",
                        "",
                        ChainKeeping.CUT,
                        anchor.toString(),
                        "",
                        "done"));
        var links = chain(all);
        var head = links.getLast().head();
        assertThat(verdict(anchor, links.subList(i + 1, links.size()), head))
                .isEqualTo(new Verdict.Sound(i + 2, head));
    }

    @Property
    void a_head_noted_earlier_finds_a_chain_that_was_written_anew_before_it(
            @ForAll("entries") List<AuditEntry> entries,
            @ForAll("entries") List<AuditEntry> others,
            @ForAll int at) {
        int i = Math.floorMod(at, entries.size());
        var noted = chain(entries).get(i).head();
        var changed = chain(others);
        Assume.that(changed.size() <= i || !changed.get(i).head().equals(noted));
        var mark = new HeadFile.Mark(changed.getLast().head(), true);
        var check = new ChainCheck(ChainHead.START, List.of(noted), Optional.of(mark));
        changed.forEach(check::next);
        assertThat(check.end()).isInstanceOf(Verdict.Broken.class);
    }

    @Property
    void the_entry_that_is_kept_stays_as_it_is(@ForAll("entry") AuditEntry entry) {
        assertThat(ChainLink.kept(entry)).isEqualTo(entry);
    }
}
