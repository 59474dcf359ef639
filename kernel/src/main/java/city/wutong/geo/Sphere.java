package city.wutong.geo;

/// Arithmetic on unit vectors that stand in arrays, three numbers each: nothing is allocated.
final class Sphere {
    private Sphere() {}

    /// The angle between two vectors, exact for the smallest and the largest alike.
    static double angle(double[] a, int i, double[] b, int j) {
        return 2 * Math.asin(Math.min(1, chord(a, i, b, j) / 2));
    }

    static double chord(double[] a, int i, double[] b, int j) {
        double x = a[i] - b[j];
        double y = a[i + 1] - b[j + 1];
        double z = a[i + 2] - b[j + 2];
        return Math.sqrt(x * x + y * y + z * z);
    }

    /// The angle from the point at `p[i]` to the nearest point of the arc whose ends stand at
    /// `arc[j]`.
    static double angleToArc(double[] p, int i, double[] arc, int j) {
        double ends = Math.min(angle(p, i, arc, j), angle(p, i, arc, j + 3));
        double nx = arc[j + 1] * arc[j + 5] - arc[j + 2] * arc[j + 4];
        double ny = arc[j + 2] * arc[j + 3] - arc[j] * arc[j + 5];
        double nz = arc[j] * arc[j + 4] - arc[j + 1] * arc[j + 3];
        double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length == 0) {
            return ends;
        }
        boolean afterBegin = triple(nx, ny, nz, arc, j, p, i) > 0;
        boolean beforeEnd = triple(nx, ny, nz, arc, j + 3, p, i) < 0;
        if (!afterBegin || !beforeEnd) {
            return ends;
        }
        double sine = Math.abs(nx * p[i] + ny * p[i + 1] + nz * p[i + 2]) / length;
        return Math.min(ends, Math.asin(Math.min(1, sine)));
    }

    /// (n × a) · p
    private static double triple(
            double nx, double ny, double nz, double[] a, int i, double[] p, int j) {
        return (ny * a[i + 2] - nz * a[i + 1]) * p[j]
                + (nz * a[i] - nx * a[i + 2]) * p[j + 1]
                + (nx * a[i + 1] - ny * a[i]) * p[j + 2];
    }

    /// Whether two arcs shorter than a quarter of a circle cross.
    static boolean cross(double[] a, int i, double[] b, int j) {
        return sideways(a, i, b, j) && sideways(b, j, a, i) && sameSide(a, i, b, j);
    }

    /// Whether the ends of the second arc lie on different sides of the first one's circle.
    private static boolean sideways(double[] a, int i, double[] b, int j) {
        double nx = a[i + 1] * a[i + 5] - a[i + 2] * a[i + 4];
        double ny = a[i + 2] * a[i + 3] - a[i] * a[i + 5];
        double nz = a[i] * a[i + 4] - a[i + 1] * a[i + 3];
        double begin = nx * b[j] + ny * b[j + 1] + nz * b[j + 2];
        double end = nx * b[j + 3] + ny * b[j + 4] + nz * b[j + 5];
        return begin * end < 0;
    }

    /// Two circles meet in two opposite places; arcs near one another meet in the same.
    private static boolean sameSide(double[] a, int i, double[] b, int j) {
        double x = (a[i] + a[i + 3]) * (b[j] + b[j + 3]);
        double y = (a[i + 1] + a[i + 4]) * (b[j + 1] + b[j + 4]);
        double z = (a[i + 2] + a[i + 5]) * (b[j + 2] + b[j + 5]);
        return x + y + z > 0;
    }
}
