package city.wutong.jsonld;

/// What a document is for. It decides which parts may be missing and where the NGSI-LD Null may
/// stand (clauses 5.5.4, 5.5.8, 5.5.12).
public enum Purpose {
    /// A whole entity or attribute: create, replace, batch create and upsert. Nothing may be
    /// missing, and no NGSI-LD Null stands anywhere.
    WHOLE,
    /// Attributes to append (5.6.3): each of them whole.
    APPEND,
    /// Attributes to update (5.6.2, 5.6.9): each of them whole, or NGSI-LD Null to delete it.
    UPDATE,
    /// Part of one attribute (5.6.4): what it leaves out stays, NGSI-LD Null removes members.
    PART,
    /// A fragment to merge (5.6.17): as a part, to any depth, into compound values too.
    MERGE,
    /// An entity's evolution (5.6.11): each attribute an array of instances in time, of which
    /// NGSI-LD Null records a deletion.
    TEMPORAL,
    /// Instances to add to an entity's evolution (5.6.12): as that, but of the entity only what is
    /// new.
    TEMPORAL_PART;

    /// Whether the instances of an attribute are those of different times.
    boolean isOfTime() {
        return this == TEMPORAL || this == TEMPORAL_PART;
    }

    /// Whether NGSI-LD Null can stand for an attribute at this depth: 0 in an entity, 1 in its
    /// attributes.
    boolean takesNullFor(int depth) {
        return switch (this) {
            case UPDATE, MERGE -> true;
            case PART -> depth > 0;
            case WHOLE, APPEND, TEMPORAL, TEMPORAL_PART -> false;
        };
    }

    /// Whether NGSI-LD Null can be the content of an attribute at this depth.
    boolean takesNullContent(int depth) {
        return switch (this) {
            case UPDATE, MERGE, PART -> true;
            case TEMPORAL, TEMPORAL_PART -> depth == 0;
            case WHOLE, APPEND -> false;
        };
    }

    /// Whether NGSI-LD Null can stand for `observedAt`, `unitCode` and the like.
    boolean takesNullMembers() {
        return this == UPDATE || this == PART || this == MERGE;
    }

    /// Whether NGSI-LD Null can stand inside a compound value.
    boolean takesNullInValues() {
        return this == MERGE;
    }

    /// Whether NGSI-LD Null can stand for a `scope` or an entity's `expiresAt`.
    boolean takesNullInEntity() {
        return this == UPDATE || this == MERGE;
    }

    /// Whether an attribute at this depth can do without its content.
    boolean takesParts(int depth) {
        return this == MERGE || (this == PART && depth == 0);
    }

    boolean isWholeEntity() {
        return this == WHOLE || this == TEMPORAL;
    }
}
