package io.qipan.launcher;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Stops a board: the services first, then the database they write to. Nothing of the run is left. */
final class Shutdown {

    private final Workspace workspace;
    private final PrintWriter out;

    Shutdown(Workspace workspace, PrintWriter out) {
        this.workspace = workspace;
        this.out = out;
    }

    void run() {
        List<String> stopped = new ArrayList<>(stopServices());
        Postgres postgres = new Postgres(workspace);
        if (postgres.running().isPresent()) {
            postgres.stop(Postgres.Stop.FAST);
            stopped.add(Postgres.NAME);
        } else {
            Orphans.clear(workspace);
        }
        new RunState(workspace.run()).forgetPorts();
        out.println(stopped.isEmpty() ? "Nothing is running." : "Stopped " + String.join(", ", stopped) + ".");
        out.flush();
    }

    private List<String> stopServices() {
        List<ServiceProcess> started = ServiceProcess.started(workspace);
        List<String> running = started.stream()
                .filter(process -> process.running().isPresent())
                .map(ServiceProcess::name)
                .toList();
        started.forEach(ServiceProcess::askToStop);
        for (ServiceProcess process : started) {
            if (!process.awaitStop()) {
                out.println(process.name() + " did not end in time and was killed.");
            }
        }
        return running;
    }
}
