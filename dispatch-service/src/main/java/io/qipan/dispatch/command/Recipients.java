package io.qipan.dispatch.command;

import java.util.Collection;
import java.util.List;

/** The units as patrol-service told of them last. Inside a unit of work only. */
interface Recipients {

    /** Those in service that have all of these capabilities, so many at most. */
    List<String> inService(Collection<String> capabilities, int limit);

    /** Those of these that nobody knows. */
    List<String> unknown(Collection<String> units);
}
