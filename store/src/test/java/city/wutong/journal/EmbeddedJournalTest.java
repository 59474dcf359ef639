package city.wutong.journal;

import city.wutong.postgres.Database;
import city.wutong.postgres.SharedPostgres;

class EmbeddedJournalTest extends JournalContract {
    @Override
    Database database() {
        return SharedPostgres.database();
    }
}
