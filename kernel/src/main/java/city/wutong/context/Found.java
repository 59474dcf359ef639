package city.wutong.context;

import city.wutong.entity.Entity;
import java.util.List;

/// What a query found.
///
/// @param entities those of the page, in the order that was asked for
/// @param count all matches; exact only when the page asked for it
/// @param isMore whether there are matches after this page
public record Found(List<Entity> entities, long count, boolean isMore) {
    public Found {
        entities = List.copyOf(entities);
    }
}
