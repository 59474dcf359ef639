package city.wutong.figure;

import city.wutong.postgres.Database;
import city.wutong.postgres.SharedPostgres;

class EmbeddedFiguresTest extends FiguresContract {
    @Override
    Database database() {
        return SharedPostgres.database();
    }
}
