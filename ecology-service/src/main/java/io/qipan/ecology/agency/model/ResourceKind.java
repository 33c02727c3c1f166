package io.qipan.ecology.agency.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is looked after; see {@code qipan.ecology.v1.Jurisdiction.Kind}. */
public enum ResourceKind {
    RIVER,
    LAKE,
    FOREST,
    GRASSLAND;

    /** As in names of resources. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case. */
    public static Optional<ResourceKind> named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
