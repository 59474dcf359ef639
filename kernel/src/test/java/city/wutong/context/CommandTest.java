package city.wutong.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void a_command_has_something_to_do() {
        assertThatThrownBy(() -> Command.of(List.of(), Cause.outside("x"), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_cause_has_an_actor() {
        assertThatThrownBy(() -> Cause.outside("")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Cause("x", -1, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_name_of_a_command_follows_from_a_change() {
        assertThatThrownBy(() -> new Once("rule", 0, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Once("", 1, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Property
    void names_are_ordered_by_cause_then_number(
            @ForAll @IntRange(min = 1, max = 5) int cause,
            @ForAll @IntRange(max = 5) int number,
            @ForAll @IntRange(min = 1, max = 5) int otherCause,
            @ForAll @IntRange(max = 5) int otherNumber) {
        int expected = Integer.compare(cause * 10 + number, otherCause * 10 + otherNumber);
        assertThat(new Once("a", cause, number).compareTo(new Once("a", otherCause, otherNumber)))
                .isEqualTo(expected);
    }

    /// The codes are stored.
    @Test
    void each_change_is_of_a_kind() {
        assertThat(List.of(Change.Kind.values()))
                .extracting(Change.Kind::code)
                .containsExactly(1, 2, 3, 4, 5);
        var a = Town.property("a", 1, null).instance(Ticks.START, Ticks.START);
        assertThat(kind(new Change.Set(a))).isEqualTo(Change.Kind.APPLIED);
        assertThat(kind(new Change.Late(a))).isEqualTo(Change.Kind.HISTORY_ONLY);
        assertThat(kind(new Change.Unset("a", null))).isEqualTo(Change.Kind.DELETED);
        assertThat(kind(new Change.Ended())).isEqualTo(Change.Kind.DELETED);
        assertThat(kind(new Change.Erased())).isEqualTo(Change.Kind.PURGED);
        assertThat(kind(new Change.Edited(new Change.Forgotten())))
                .isEqualTo(Change.Kind.TEMPORAL_EDIT);
        assertThat(kind(new Change.Blank())).isEqualTo(Change.Kind.PURGED);
    }

    private static Change.Kind kind(Change.What what) {
        return new Change(1, 1, "urn:x", what, Ticks.START, Cause.outside("x")).kind();
    }
}
