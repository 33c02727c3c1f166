package io.qipan.launcher;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/** Stays beside a running board, tells when a process dies, and ends when the board was stopped from elsewhere. */
final class Foreground {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private final Workspace workspace;
    private final PrintWriter out;
    private final Interruption interruption;
    private final Set<String> mourned = new HashSet<>();

    Foreground(Workspace workspace, PrintWriter out, Interruption interruption) {
        this.workspace = workspace;
        this.out = out;
        this.interruption = interruption;
    }

    void stay() {
        RunState state = new RunState(workspace.run());
        while (state.ports().isPresent() && !interruption.hasHappened()) {
            if (!BoardLock.isHeldElsewhere(workspace)) {
                look();
            }
            Patience.pause(BETWEEN_LOOKS);
        }
        if (!interruption.hasHappened()) {
            out.println("Qipan was stopped by another command.");
            out.flush();
        }
    }

    private void look() {
        watch(Postgres.NAME, new Postgres(workspace).running().isPresent());
        for (ServiceProcess process : ServiceProcess.started(workspace)) {
            watch(process.name(), process.running().isPresent());
        }
    }

    private void watch(String process, boolean isWell) {
        if (isWell) {
            mourned.remove(process);
        } else if (mourned.add(process)) {
            out.println(
                    process + " has ended. Another ./qipan up starts it again. " + LogTail.of(workspace.log(process)));
            out.flush();
        }
    }
}
