package city.wutong.history;

import city.wutong.entity.Attribute;
import city.wutong.entity.AttributeKind;
import city.wutong.history.TemporalQuery.TimeProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One instance of an attribute in the past of its entity (clauses 4.5.7 and 4.5.8).
public sealed interface PastInstance {
    /// The change that made it so.
    long seq();

    /// Expanded.
    String name();

    /// Null for the default instance.
    @Nullable String datasetId();

    AttributeKind kind();

    /// That of its times; null when it has none such.
    @Nullable Instant time(TimeProperty property);

    /// What the attribute was.
    record Value(long seq, Attribute attribute) implements PastInstance {
        @Override
        public String name() {
            return attribute.name();
        }

        @Override
        public @Nullable String datasetId() {
            return attribute.datasetId();
        }

        @Override
        public AttributeKind kind() {
            return attribute.kind();
        }

        @Override
        public @Nullable Instant time(TimeProperty property) {
            return switch (property) {
                case OBSERVED_AT -> attribute.observedAt();
                case CREATED_AT -> attribute.createdAt();
                case MODIFIED_AT -> attribute.modifiedAt();
                case DELETED_AT -> null;
            };
        }
    }

    /// That it was deleted.
    ///
    /// @param observedAt when somebody says that it was, if they do
    record Deletion(
            long seq,
            String name,
            @Nullable String datasetId,
            AttributeKind kind,
            Instant deletedAt,
            @Nullable Instant observedAt)
            implements PastInstance {
        @Override
        public @Nullable Instant time(TimeProperty property) {
            return switch (property) {
                case OBSERVED_AT -> observedAt;
                case DELETED_AT -> deletedAt;
                case CREATED_AT, MODIFIED_AT -> null;
            };
        }
    }
}
