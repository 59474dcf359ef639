package city.wutong.context;

import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
import city.wutong.query.EntityQuery;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What somebody wants done to one entity: the operations of ETSI GS CIM 009 V1.9.1 clause 5.6, and
/// the reading of a gateway.
public sealed interface Operation {
    /// The URI of the entity it is about.
    String entityId();

    /// Create an entity that is not there (5.6.1).
    record Create(String entityId, EntityPatch entity) implements Operation {}

    /// Create an entity, or replace or update the one that is there (5.6.8).
    record Upsert(String entityId, EntityPatch entity, boolean replace) implements Operation {}

    /// What can be done to an entity that is there only; of one that is not, it is refused.
    sealed interface OfPresent extends Operation {}

    /// Append attributes; with `overwrite`, replace the instances that are there (5.6.3).
    record Append(String entityId, EntityPatch fragment, boolean overwrite) implements OfPresent {}

    /// Update attributes; those that are missing are appended (5.6.2).
    record Update(String entityId, EntityPatch fragment) implements OfPresent {}

    /// Merge a fragment into the entity (5.6.17; RFC 7396 with NGSI-LD Null).
    ///
    /// @param terms what holds for all attributes of the fragment
    record Merge(String entityId, EntityPatch fragment, MergeTerms terms) implements OfPresent {
        public Merge(String entityId, EntityPatch fragment) {
            this(entityId, fragment, MergeTerms.NONE);
        }
    }

    /// Replace the entity (5.6.18).
    record Replace(String entityId, EntityPatch entity) implements OfPresent {}

    /// Change parts of one attribute instance (5.6.4).
    record PartialUpdate(String entityId, AttributePatch attribute) implements OfPresent {}

    /// Replace one attribute instance (5.6.19).
    record ReplaceAttribute(String entityId, AttributePatch attribute) implements OfPresent {}

    /// Delete one instance of an attribute, or with `all` every one (5.6.5).
    record DeleteAttribute(String entityId, String name, @Nullable String datasetId, boolean all)
            implements OfPresent {}

    /// Delete these attributes, or with `keeps` all but these (5.6.21).
    ///
    /// @param names expanded
    record Reduce(String entityId, Set<String> names, boolean keeps) implements OfPresent {
        public Reduce {
            names = Set.copyOf(names);
        }
    }

    /// Delete the entity (5.6.6).
    record Delete(String entityId) implements OfPresent {}

    /// Take a gateway's reading (读数): the entity comes to be if it is missing, and an observation
    /// older than what the context holds goes into history only (equal `observedAt`: the later to
    /// come wins).
    record Read(String entityId, EntityPatch reading) implements Operation {}

    /// Edit the past of an entity, which need not be there now; the present stays as it is (5.6.11
    /// to 5.6.16).
    sealed interface OfPast extends Operation {
        /// What is known of it.
        KnownPast known();
    }

    /// What is known of the past of an entity before it is edited.
    ///
    /// @param number the last that the entity had; 0 when it never was
    /// @param types expanded, all that it had
    record KnownPast(long number, List<String> types) {
        public static final KnownPast NONE = new KnownPast(0, List.of());

        public KnownPast {
            types = List.copyOf(types);
        }
    }

    /// Add instances to the past, and types (5.6.11, 5.6.12).
    record Remember(String entityId, KnownPast known, EntityPatch entity) implements OfPast {}

    /// Replace one instance in the past (5.6.14).
    ///
    /// @param instance the change that made it
    record Amend(String entityId, KnownPast known, long instance, AttributePatch attribute)
            implements OfPast {}

    /// Take something out of the past (5.6.13, 5.6.15, 5.6.16).
    record Strike(String entityId, KnownPast known, Change.Edit edit) implements OfPast {}

    /// Let another part decide about an entity of its own.
    record Own(String entityId, Ruling ruling) implements Operation {}

    /// Let what has expired cease to be (4.22).
    record Expire(String entityId) implements Operation {}

    /// Erase the entity and its past, as if it had never been (PIPL article 47): also of one that
    /// is there no more.
    record Erase(String entityId) implements Operation {}

    /// Erase the entity and its past if nothing has changed it since (PIPL article 19: kept no
    /// longer than is needed).
    record Lapse(String entityId, Instant since) implements Operation {}

    /// Do it to an entity that the query asks for; any other counts as not there. So the type
    /// selector of 5.6.2 to 5.6.6 and a purge (5.6.21) mean the entity as it is when it is changed.
    /// A condition on linked entities is never met here.
    record Where(EntityQuery query, Operation operation) implements Operation {
        @Override
        public String entityId() {
            return operation.entityId();
        }
    }

    /// Do it if that guard lets it pass.
    record Guarded(Guard guard, Operation operation) implements Operation {
        @Override
        public String entityId() {
            return operation.entityId();
        }
    }
}
