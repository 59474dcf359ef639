package city.wutong.resource;

import city.wutong.context.SeenContext;
import city.wutong.index.Figure;
import city.wutong.index.Figures;
import city.wutong.index.Figures.FigureUnknown;
import city.wutong.index.Index;
import java.util.List;
import java.util.Optional;

/// Indices as one caller sees them. What an index comes to is for all who may see indices. Of the
/// rows behind it they see those whose `id` is that of an entity that they see all of; of an index
/// without that column none.
///
/// @param showsAllRows whether they see every entity of every area as it is
record SeenFigures(Figures figures, SeenContext context, boolean showsAllRows) {
    private static final String ID = "id";

    Figure count(Index index) throws FigureUnknown {
        return figures.count(index);
    }

    Figure.Rows rows(Index index, int most) throws FigureUnknown {
        var rows = figures.rows(index, most);
        if (showsAllRows) {
            return rows;
        }
        int id = rows.columns().indexOf(ID);
        var seen = rows.values().stream().filter(row -> id >= 0 && isSeen(row.get(id))).toList();
        return new Figure.Rows(rows.columns(), List.copyOf(seen), rows.more());
    }

    private boolean isSeen(Optional<String> id) {
        return id.flatMap(context::whole).isPresent();
    }
}
