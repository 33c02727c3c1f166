package io.qipan.dispatch.id.model;

import io.qipan.runtime.refusal.Refusal;
import java.util.UUID;

/** {@code collection/{uuid}}. */
final class ResourceName {

    private ResourceName() {}

    static UUID uuid(String prefix, String name) {
        if (!name.startsWith(prefix)) {
            throw Refusal.notFound(name).asException();
        }
        String text = name.substring(prefix.length());
        try {
            UUID uuid = UUID.fromString(text);
            if (uuid.toString().equals(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException e) {
            // Right length and letters, wrong places: there can be no such resource.
            throw Refusal.notFound(name).asException();
        }
        throw Refusal.notFound(name).asException();
    }
}
