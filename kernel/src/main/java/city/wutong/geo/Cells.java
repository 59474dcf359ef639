package city.wutong.geo;

import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;

/// A fixed grid over the Earth, 0.01° of longitude by 0.01° of latitude (about 1.1 km from south to
/// north), whose cells are numbers: what an index of places is keyed by.
///
/// The cell of a place within a box is always among the cells of the box, whatever the rounding. A
/// box that reaches over the antimeridian must be given as two ([GeoQuery#envelopes]).
public final class Cells {
    private static final double PER_DEGREE = 100;
    private static final int ROW_BITS = 32;

    private Cells() {}

    /// The cell of a longitude (x) and latitude (y) within their ranges.
    public static long cellOf(Coordinate place) {
        return cell(column(place.x), row(place.y));
    }

    /// The cells that a box touches, in ascending order; nothing when there are more than that
    /// many.
    public static Optional<long[]> cellsOf(Envelope box, int atMost) {
        long columns = column(box.getMaxX()) - column(box.getMinX()) + 1L;
        long rows = row(box.getMaxY()) - row(box.getMinY()) + 1L;
        if (box.isNull() || columns * rows > atMost) {
            return Optional.empty();
        }
        var cells = new long[(int) (columns * rows)];
        int filled = 0;
        for (int row = row(box.getMinY()); row <= row(box.getMaxY()); row++) {
            for (int column = column(box.getMinX()); column <= column(box.getMaxX()); column++) {
                cells[filled++] = cell(column, row);
            }
        }
        return Optional.of(cells);
    }

    private static long cell(int column, int row) {
        return (long) row << ROW_BITS | column;
    }

    private static int column(double longitude) {
        return (int) ((longitude + 180) * PER_DEGREE);
    }

    private static int row(double latitude) {
        return (int) ((latitude + 90) * PER_DEGREE);
    }
}
