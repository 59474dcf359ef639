package city.wutong.index;

/// Counts indices.
public interface Figures {
    /// What it comes to now.
    ///
    /// @throws FigureUnknown when its query fails or takes too long
    Figure count(Index index) throws FigureUnknown;

    /// The rows behind it, at most so many.
    Figure.Rows rows(Index index, int most) throws FigureUnknown;

    /// An index could not be counted.
    final class FigureUnknown extends Exception {
        private static final long serialVersionUID = 1;

        public FigureUnknown(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
