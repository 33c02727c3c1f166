package io.qipan.launcher;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** How a board is, as a whole and process by process. */
record BoardStatus(boolean ready, List<ProcessStatus> processes) {

    static BoardStatus of(Workspace workspace) {
        RunState state = new RunState(workspace.run());
        List<ProcessStatus> processes = new ArrayList<>();
        processes.add(postgres(workspace, state));
        try (HealthProbe probe = new HealthProbe()) {
            for (Replica replica :
                    Replica.ofEach(state.ports().map(Ports::replicas).orElse(1))) {
                processes.add(service(new ServiceProcess(workspace, replica), state, probe));
            }
        }
        return new BoardStatus(processes.stream().allMatch(ProcessStatus::isReady), List.copyOf(processes));
    }

    /** Of the services that were chosen, as far as they tell it to a client. */
    static BoardStatus elsewhere(Workspace workspace, BoardOptions where) {
        List<ProcessStatus> services = new ArrayList<>();
        for (Service service : where.services()) {
            Address address = where.addressOf(service);
            Supplier<String> token = Tokens.of(workspace).lasting();
            try (Board board = where.connect(workspace, service, address, token)) {
                services.add(ProcessStatus.elsewhere(service.processName(), address, health(board.channel(service))));
            }
        }
        return new BoardStatus(services.stream().allMatch(ProcessStatus::isReady), List.copyOf(services));
    }

    private static Health.State health(Channel channel) {
        try {
            ServingStatus told = HealthGrpc.newBlockingStub(channel)
                    .check(HealthCheckRequest.getDefaultInstance())
                    .getStatus();
            return told == ServingStatus.SERVING ? Health.State.READY : Health.State.LIVE_NOT_READY;
        } catch (StatusRuntimeException e) {
            return Health.State.NOT_ANSWERING;
        }
    }

    private static ProcessStatus postgres(Workspace workspace, RunState state) {
        return new Postgres(workspace)
                .running()
                .map(postmaster -> ProcessStatus.alive(
                        Postgres.NAME,
                        postmaster.process(),
                        postmaster.address(),
                        Health.of(
                                new Databases(new Keys(workspace.keys()), postmaster.port()).answer()
                                        ? Health.State.READY
                                        : Health.State.NOT_ANSWERING)))
                .orElseGet(() -> ProcessStatus.gone(
                        Postgres.NAME, state.ports().isPresent() ? Health.State.DEAD : Health.State.NOT_RUNNING));
    }

    private static ProcessStatus service(ServiceProcess process, RunState state, HealthProbe probe) {
        String name = process.name();
        if (state.ports().isEmpty()) {
            return ProcessStatus.gone(name, Health.State.NOT_RUNNING);
        }
        Address http = state.ports().get().http(process.replica());
        Address grpc = state.ports().get().grpc(process.replica());
        Address management = state.ports().get().management(process.replica());
        return process.running()
                .map(handle -> ProcessStatus.alive(name, handle, http, probe.ask(management))
                        .withGrpc(grpc))
                .orElseGet(() ->
                        ProcessStatus.gone(name, process.wasStarted() ? Health.State.DEAD : Health.State.NOT_RUNNING));
    }
}
