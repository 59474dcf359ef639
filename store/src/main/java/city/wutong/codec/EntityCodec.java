package city.wutong.codec;

import city.wutong.entity.Attribute;
import city.wutong.entity.Entity;
import java.util.ArrayList;
import java.util.List;

/// Entities of a chunk in bytes. The first number is the version of the form.
public final class EntityCodec {
    private static final int VERSION = 1;

    private EntityCodec() {}

    public static byte[] pack(List<Entity> entities) {
        var packer = new Packer();
        packer.unsigned(VERSION);
        entities.forEach(entity -> pack(entity, packer));
        return packer.bytes();
    }

    private static void pack(Entity entity, Packer packer) {
        packer.unsigned(entity.number());
        packer.text(entity.id());
        packer.names(entity.types());
        packer.names(entity.scopes());
        packer.time(entity.createdAt());
        packer.time(entity.modifiedAt());
        packer.timeOrNone(entity.expiresAt());
        packer.unsigned(entity.seq());
        packer.unsigned(entity.attributes().size());
        entity.attributes().forEach(packer::attribute);
    }

    /// The entities in the order in which they were packed.
    ///
    /// @throws IllegalStateException when a newer Wutong packed them
    public static List<Entity> unpack(byte[] bytes) {
        var unpacker = new Unpacker(bytes);
        long version = unpacker.unsigned();
        if (version != VERSION) {
            throw new IllegalStateException("a snapshot of version " + version + " is too new");
        }
        var entities = new ArrayList<Entity>();
        while (!unpacker.isAtEnd()) {
            entities.add(entity(unpacker));
        }
        return entities;
    }

    private static Entity entity(Unpacker unpacker) {
        long number = unpacker.unsigned();
        var id = unpacker.text();
        var types = unpacker.names();
        var scopes = unpacker.names();
        var createdAt = unpacker.time();
        var modifiedAt = unpacker.time();
        var expiresAt = unpacker.timeOrNone();
        long seq = unpacker.unsigned();
        int count = (int) unpacker.unsigned();
        var attributes = new ArrayList<Attribute>(count);
        for (int i = 0; i < count; i++) {
            attributes.add(unpacker.attribute());
        }
        return new Entity(
                number, id, types, scopes, attributes, createdAt, modifiedAt, expiresAt, seq);
    }
}
