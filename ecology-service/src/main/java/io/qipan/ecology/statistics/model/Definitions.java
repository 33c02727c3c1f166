package io.qipan.ecology.statistics.model;

import java.util.List;

/** The definitions of all figures, by code. */
public record Definitions(List<Definition> all) {

    public Definitions {
        all = List.copyOf(all);
    }
}
