package io.qipan.launcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One line of {@code ./qipan status}; what is not known of a process that does not run is absent. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ProcessStatus(
        String name,
        @Nullable Long pid,
        @Nullable String address,
        @Nullable String grpc,
        String health,
        List<String> failing,
        @Nullable Long uptimeSeconds) {

    static ProcessStatus alive(String name, ProcessHandle process, Address address, Health health) {
        Long uptime = process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.now()).toSeconds())
                .orElse(null);
        return new ProcessStatus(
                name, process.pid(), address.toString(), null, health.state().word(), health.failing(), uptime);
    }

    ProcessStatus withGrpc(Address listens) {
        return new ProcessStatus(name, pid, address, listens.toString(), health, failing, uptimeSeconds);
    }

    /** Of a board elsewhere, of whose processes nothing is known. */
    static ProcessStatus elsewhere(String name, Address grpc, Health.State state) {
        return new ProcessStatus(name, null, null, grpc.toString(), state.word(), List.of(), null);
    }

    static ProcessStatus gone(String name, Health.State state) {
        return new ProcessStatus(name, null, null, null, state.word(), List.of(), null);
    }

    boolean isReady() {
        return health.equals(Health.State.READY.word());
    }
}
