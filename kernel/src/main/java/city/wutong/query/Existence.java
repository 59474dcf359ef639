package city.wutong.query;

import city.wutong.json.Json;
import java.time.Instant;

/// Asks of what a path leads to only that it is there.
enum Existence implements AttributePath.Question {
    ANY;

    @Override
    public boolean value(Json value, boolean each) {
        return true;
    }

    @Override
    public boolean languages(Json.Obj languageMap) {
        return true;
    }

    @Override
    public boolean reference(Json uris) {
        return true;
    }

    @Override
    public boolean time(Instant time) {
        return true;
    }

    @Override
    public boolean text(String text) {
        return true;
    }
}
