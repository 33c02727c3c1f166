package io.qipan.launcher;

import java.util.Arrays;
import java.util.Optional;

/** The three services of a board, each a process with a port and a database of its own. */
public enum Service {
    DISPATCH("dispatch", 1),
    PATROL("patrol", 2),
    ECOLOGY("ecology", 3);

    private final String shortName;
    private final int portOffset;

    Service(String shortName, int portOffset) {
        this.shortName = shortName;
        this.portOffset = portOffset;
    }

    /** The name of the database, of the role that owns it, and of the service in the packages of the contracts. */
    public String shortName() {
        return shortName;
    }

    /** The name of the process, of its folder and of the subject in its tokens. */
    public String processName() {
        return shortName + "-service";
    }

    int portOffset() {
        return portOffset;
    }

    /** The service that serves a fully qualified proto name such as {@code qipan.dispatch.v1.IncidentService}. */
    public static Optional<Service> ofProto(String qualifiedName) {
        return Arrays.stream(values())
                .filter(service -> qualifiedName.startsWith("qipan." + service.shortName + "."))
                .findFirst();
    }
}
