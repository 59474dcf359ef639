package city.wutong.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import city.wutong.context.Footprint;
import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import city.wutong.entity.LinkedEntities;
import city.wutong.jsonld.Representation;
import city.wutong.jsonld.ShownReason;
import city.wutong.refusal.Refused;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerSizeTest {
    private static final Representation.Selection ALL = Representation.NORMALIZED.selection();

    private static Entity entity() {
        return new Entity(
                1,
                "urn:e:1",
                List.of("https://e.org/Lot"),
                List.of(),
                List.<Attribute>of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                1);
    }

    @Test
    void each_time_that_a_linked_entity_is_looked_up_counts() {
        var size = new AnswerSize(_ -> Optional.of(entity()), 3 * Footprint.of(entity()));
        for (int i = 0; i < 3; i++) {
            assertThat(size.entity("urn:e:1")).contains(entity());
        }
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> size.entity("urn:e:1"))
                .satisfies(e ->
                        assertThat(e.refusal().reason()).isEqualTo(ShownReason.ANSWER_TOO_LARGE));
    }

    @Test
    void what_is_not_there_and_what_is_not_shown_counts_nothing() {
        var size = new AnswerSize(LinkedEntities.NONE, 0);
        assertThat(size.entity("urn:e:2")).isEmpty();
        assertThat(size.of(List.of(entity()), ALL)).containsExactly(entity());
    }
}
