package io.qipan.launcher;

import java.io.PrintWriter;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** Stays beside a running board, tells when a process dies, and ends when the board was stopped from elsewhere. */
final class Foreground {

    private final Workspace workspace;
    private final PrintWriter out;
    private final Interruption interruption;
    private final Set<Service> mourned = EnumSet.noneOf(Service.class);

    Foreground(Workspace workspace, PrintWriter out, Interruption interruption) {
        this.workspace = workspace;
        this.out = out;
        this.interruption = interruption;
    }

    void stay() {
        RunState state = new RunState(workspace.run());
        while (state.ports().isPresent() && !interruption.hasHappened()) {
            if (!BoardLock.isHeldElsewhere(workspace)) {
                Arrays.stream(Service.values()).forEach(service -> watch(new ServiceProcess(workspace, service)));
            }
            Patience.pause();
        }
        if (!interruption.hasHappened()) {
            out.println("Qipan was stopped by another command.");
            out.flush();
        }
    }

    private void watch(ServiceProcess process) {
        Service service = process.service();
        if (process.running().isPresent()) {
            mourned.remove(service);
        } else if (process.wasStarted() && mourned.add(service)) {
            out.println(service.processName() + " has ended. Another ./qipan up starts it again. "
                    + LogTail.of(process.log()));
            out.flush();
        }
    }
}
