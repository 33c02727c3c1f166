package io.qipan.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Brings up what is missing of a board, and takes back what it started when that does not work out. */
public final class Startup {

    private final Workspace workspace;
    private final Ports ports;
    private final StartMode mode;
    private final PrintWriter out;
    private final RunState state;
    private final Keys keys;
    private final Postgres postgres;
    private final List<ServiceProcess> startedServices = new ArrayList<>();
    private boolean startedPostgres;
    private boolean cancelled;

    /** As usual. */
    public Startup(Workspace workspace, Ports ports, PrintWriter out) {
        this(workspace, ports, StartMode.USUAL, out);
    }

    Startup(Workspace workspace, Ports ports, StartMode mode, PrintWriter out) {
        this.workspace = workspace;
        this.ports = ports;
        this.mode = mode;
        this.out = out;
        this.state = new RunState(workspace.run());
        this.keys = new Keys(workspace.keys());
        this.postgres = new Postgres(workspace);
    }

    /** Starts what does not run, and returns when all of it is ready. */
    public void run(Duration patience) {
        List<ServiceProcess> missing = missingServices();
        boolean postgresMissing = postgres.running().isEmpty();
        requireFreePorts(missing, postgresMissing);
        state.record(ports);
        state.record(mode);
        if (mode.tls()) {
            keys.certificates().ensure(Instant.now());
        }
        Tokens.of(workspace).renewPeerTokens();
        keys.personalKeys().ensure(YearMonth.now(ZoneOffset.UTC));
        if (postgresMissing) {
            startPostgres();
        }
        new Databases(keys, ports.postgres()).ensure();
        missing.forEach(this::start);
        awaitReady(patience);
        missing.forEach(this::sayIfCacheWasNotTaken);
    }

    private void sayIfCacheWasNotTaken(ServiceProcess process) {
        if (!mode.executables() && process.forgetCacheNotTaken()) {
            say(process.name()
                    + " was started without what was learned before, which does not fit; it is learned anew");
        }
    }

    boolean startedAnything() {
        return startedPostgres || !startedServices.isEmpty();
    }

    private List<ServiceProcess> missingServices() {
        List<ServiceProcess> missing = new ArrayList<>();
        for (Replica replica : ports.all()) {
            ServiceProcess process = new ServiceProcess(workspace, replica);
            if (process.running().isEmpty()) {
                missing.add(process);
            }
        }
        return missing;
    }

    private void requireFreePorts(List<ServiceProcess> missing, boolean postgresMissing) {
        if (postgresMissing) {
            ports.requireFree(ports.postgres(), Postgres.NAME);
        }
        for (ServiceProcess process : missing) {
            ports.requireFree(ports.http(process.replica()).port(), process.name());
            ports.requireFree(ports.grpc(process.replica()).port(), process.name());
            ports.requireFree(ports.management(process.replica()).port(), process.name());
        }
    }

    private synchronized void startPostgres() {
        requireNotCancelled();
        say("Starting PostgreSQL on " + Address.local(ports.postgres()));
        startedPostgres = true;
        postgres.start(ports.postgres(), Unprivileged.here());
    }

    private synchronized void start(ServiceProcess process) {
        requireNotCancelled();
        say("Starting " + process.name() + " on " + ports.http(process.replica()) + ", gRPC on "
                + ports.grpc(process.replica()));
        startedServices.add(process);
        if (!mode.executables() && process.forgetDamagedCache()) {
            say("What " + process.name() + " learned before is damaged; it is learned anew");
        }
        ServiceEnvironment environment = new ServiceEnvironment(ports, keys, mode);
        if (process.replica().service() == Service.DISPATCH) {
            state.record(environment.partners());
        }
        process.start(environment.of(process.replica()), mode);
    }

    private void awaitReady(Duration patience) {
        Map<Replica, Health> last = new LinkedHashMap<>();
        try (HealthProbe probe = new HealthProbe()) {
            boolean ready = Patience.until(patience, () -> {
                requireNotCancelled();
                for (Replica replica : ports.all()) {
                    requireAlive(replica);
                    last.put(replica, probe.ask(ports.management(replica)));
                }
                return last.values().stream().allMatch(Health::isReady);
            });
            if (!ready) {
                throw notReady(last, patience);
            }
        }
    }

    private void requireAlive(Replica replica) {
        ServiceProcess process = new ServiceProcess(workspace, replica);
        if (process.running().isEmpty()) {
            if (!mode.executables() && process.forgetCache()) {
                say(process.name() + " ended before it was ready; starting it without what was learned before");
                process.start(new ServiceEnvironment(ports, keys, mode).of(replica), mode);
                return;
            }
            throw new UserError(process.name() + " ended before it was ready.\n" + LogTail.of(process.log()));
        }
    }

    private UserError notReady(Map<Replica, Health> last, Duration patience) {
        StringBuilder text = new StringBuilder("Not everything was ready within " + patience.toSeconds()
                + " s; ./qipan up --timeout PT5M waits longer.");
        last.forEach((replica, health) -> {
            if (!health.isReady()) {
                text.append("\n%s is %s. ".formatted(replica.processName(), health));
                text.append(LogTail.of(workspace.log(replica.processName())));
            }
        });
        return new UserError(text.toString());
    }

    private synchronized void requireNotCancelled() {
        if (cancelled) {
            throw new UserError("The start was interrupted.");
        }
    }

    /** Stops what this start began, and nothing else. May be called while {@link #run} is still at work. */
    public synchronized void undo() {
        cancelled = true;
        startedServices.forEach(ServiceProcess::askToStop);
        startedServices.forEach(ServiceProcess::awaitStop);
        if (startedPostgres) {
            postgres.stop(Postgres.Stop.FAST);
        }
        boolean nothingLeft = postgres.running().isEmpty()
                && missingServices().size() == ports.all().size();
        if (nothingLeft) {
            state.forgetPorts();
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
