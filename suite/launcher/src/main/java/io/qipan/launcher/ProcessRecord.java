package io.qipan.launcher;

import java.util.Optional;

/**
 * A process that was started, told apart from a later one with the same pid by when the kernel says it started.
 *
 * @param startedAtTicks clock ticks from boot to its start; unlike a wall-clock time, no setting of the clock moves them
 * @param boot which boot the ticks count from
 */
record ProcessRecord(String name, long pid, long startedAtTicks, String boot) {

    static ProcessRecord of(String name, ProcessHandle process) {
        long pid = process.pid();
        return new ProcessRecord(name, pid, ProcFiles.startOf(pid).orElse(-1), ProcFiles.boot());
    }

    /** The process, when it still is the one that was started. */
    Optional<ProcessHandle> alive() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(process -> isTheSame());
    }

    private boolean isTheSame() {
        return boot.equals(ProcFiles.boot())
                && ProcFiles.startOf(pid).orElse(-1) == startedAtTicks
                && startedAtTicks >= 0;
    }
}
