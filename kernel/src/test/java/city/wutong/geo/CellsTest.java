package city.wutong.geo;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

class CellsTest {
    @Property(tries = 2_000)
    void the_cell_of_a_place_is_among_the_cells_of_its_box(
            @ForAll @Scale(6) @DoubleRange(min = -180, max = 180) double lon1,
            @ForAll @Scale(6) @DoubleRange(min = -90, max = 90) double lat1,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.1) double width,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 0.1) double height,
            @ForAll @Scale(6) @DoubleRange(min = 0, max = 1) double part) {
        double lon2 = Math.min(180, lon1 + width);
        double lat2 = Math.min(90, lat1 + height);
        var place =
                new Coordinate(
                        Math.min(lon2, lon1 + (lon2 - lon1) * part),
                        Math.min(lat2, lat1 + (lat2 - lat1) * part));

        assertThat(Cells.cellsOf(new Envelope(lon1, lon2, lat1, lat2), 200).orElseThrow())
                .isSorted()
                .contains(Cells.cellOf(place));
    }

    @Test
    void more_cells_than_asked_for_are_none() {
        var town = new Envelope(120.5, 120.6, 30.6, 30.7);

        assertThat(Cells.cellsOf(town, 100)).isEmpty();
        assertThat(Cells.cellsOf(town, 150)).isPresent();
    }

    @Test
    void places_a_kilometre_apart_have_cells_of_their_own() {
        assertThat(Cells.cellOf(new Coordinate(120.545, 30.635)))
                .isNotEqualTo(Cells.cellOf(new Coordinate(120.555, 30.635)))
                .isNotEqualTo(Cells.cellOf(new Coordinate(120.545, 30.645)));
    }
}
