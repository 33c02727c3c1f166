package io.qipan.ecology.chief.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** On which level somebody answers, from above. The first four are statutory: Ecological Environment Code, article 19. */
public enum Level {
    PROVINCE,
    CITY,
    COUNTY,
    TOWNSHIP,
    VILLAGE;

    /** As in names of resources. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** In any case. */
    public static Optional<Level> named(String name) {
        return Arrays.stream(values())
                .filter(level -> level.name().equalsIgnoreCase(name))
                .findFirst();
    }
}
