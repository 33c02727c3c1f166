package io.qipan.dispatch.missingperson;

/** The units that can search, as patrol-service told of them last. Inside a unit of work only. */
interface SearchingUnits {

    /** Whether there is one of this name, {@code units/{id}}. */
    boolean has(String unit);
}
