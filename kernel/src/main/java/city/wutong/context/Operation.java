package city.wutong.context;

import city.wutong.entity.AttributePatch;
import city.wutong.entity.EntityPatch;
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

    /// Append attributes; with `overwrite`, replace the instances that are there (5.6.3).
    record Append(String entityId, EntityPatch fragment, boolean overwrite) implements Operation {}

    /// Update attributes; those that are missing are appended (5.6.2).
    record Update(String entityId, EntityPatch fragment) implements Operation {}

    /// Merge a fragment into the entity (5.6.17; RFC 7396 with NGSI-LD Null).
    record Merge(String entityId, EntityPatch fragment) implements Operation {}

    /// Replace the entity (5.6.18).
    record Replace(String entityId, EntityPatch entity) implements Operation {}

    /// Change parts of one attribute instance (5.6.4).
    record PartialUpdate(String entityId, AttributePatch attribute) implements Operation {}

    /// Replace one attribute instance (5.6.19).
    record ReplaceAttribute(String entityId, AttributePatch attribute) implements Operation {}

    /// Delete one instance of an attribute, or with `all` every one (5.6.5).
    record DeleteAttribute(String entityId, String name, @Nullable String datasetId, boolean all)
            implements Operation {}

    /// Delete the entity (5.6.6).
    record Delete(String entityId) implements Operation {}

    /// Take a gateway's reading (读数): the entity comes to be if it is missing, and an observation
    /// older than what the context holds goes into history only (equal `observedAt`: the later to
    /// come wins).
    record Read(String entityId, EntityPatch reading) implements Operation {}

    /// Let another part decide about an entity of its own.
    record Own(String entityId, Ruling ruling) implements Operation {}
}
