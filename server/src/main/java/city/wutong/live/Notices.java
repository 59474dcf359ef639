package city.wutong.live;

import city.wutong.json.Json;
import java.util.List;

/// Notices for whoever follows a live stream, as they see them.
public interface Notices {
    /// The place of the newest that there is, meant for them or not; 0 when there is none.
    long last();

    /// Those after a place that are meant for them, the oldest first.
    List<Json> after(long place);
}
