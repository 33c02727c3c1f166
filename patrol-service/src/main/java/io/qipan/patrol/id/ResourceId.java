package io.qipan.patrol.id;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.runtime.refusal.Refusal;
import java.util.UUID;

/** The UUID at the end of a resource's name. */
public final class ResourceId {

    private ResourceId() {}

    /** A new one; later ones are greater. */
    public static UUID fresh() {
        return UuidCreator.getTimeOrderedEpoch();
    }

    /** Refuses NOT_FOUND for what only looks like the name of a resource. */
    public static UUID of(String name) {
        try {
            return UUID.fromString(name.substring(name.indexOf('/') + 1));
        } catch (IllegalArgumentException e) {
            throw Refusal.notFound(name).asException();
        }
    }
}
