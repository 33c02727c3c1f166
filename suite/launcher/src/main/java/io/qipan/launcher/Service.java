package io.qipan.launcher;

import java.util.Arrays;
import java.util.Optional;

/** The three services of a board, each a process with ports and a database of its own. */
public enum Service {
    DISPATCH("dispatch"),
    PATROL("patrol"),
    ECOLOGY("ecology");

    private final String shortName;

    Service(String shortName) {
        this.shortName = shortName;
    }

    /** The name of the database, of the role that owns it, and of the service in the packages of the contracts. */
    public String shortName() {
        return shortName;
    }

    /** The name of the process, of its folder and of the subject in its tokens. */
    public String processName() {
        return shortName + "-service";
    }

    /** The service of a short name such as {@code dispatch}. */
    public static Optional<Service> ofShortName(String name) {
        return Arrays.stream(values())
                .filter(service -> service.shortName.equals(name))
                .findFirst();
    }

    /** The service that serves a fully qualified proto name such as {@code qipan.dispatch.v1.IncidentService}. */
    public static Optional<Service> ofProto(String qualifiedName) {
        return Arrays.stream(values())
                .filter(service -> qualifiedName.startsWith("qipan." + service.shortName + "."))
                .findFirst();
    }
}
