package city.wutong.context;

import java.util.List;

/// Is told of every committed group, in order, by the writer's thread, before the senders are
/// answered. It must not block.
@FunctionalInterface
public interface Published {
    void publish(List<Change> changes);
}
