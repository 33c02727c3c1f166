package io.qipan.launcher.replay;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.rpc.RefusalText;
import java.util.function.Consumer;

/** Sends a plan, task by task, and says which task could not be sent. */
final class Replay {

    /** Enough to keep a small machine busy; correctness does not depend on it. */
    private static final int WIDTH = 16;

    private final Session session;
    private final UnitSteps units;
    private final CallSteps calls;
    private final SendSteps sends;
    private final ReportSteps reports;

    Replay(Session session) {
        this.session = session;
        this.units = new UnitSteps(session);
        this.calls = new CallSteps(session);
        this.sends = new SendSteps(session);
        this.reports = new ReportSteps(session);
    }

    void run(Plan plan, Pace pace, Consumer<Tally> progress) {
        try {
            new Runner(plan, pace, WIDTH, task -> {
                        performOrExplain(task, pace);
                        session.tally.tasks.increment();
                        progress.accept(session.tally);
                    })
                    .run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("The replay was interrupted. Run it again: it continues where it was.", e);
        }
    }

    private void performOrExplain(Task task, Pace pace) {
        try {
            perform(task, pace);
        } catch (StatusRuntimeException e) {
            throw new UserError(
                    "The replay stopped at " + describe(task) + ": " + RefusalText.of(e)
                            + "\nRun it again when that is put right: it continues without duplicates.",
                    e);
        }
    }

    private void perform(Task task, Pace pace) {
        switch (task) {
            case Task.RegisterUnit register -> units.register(register.unit());
            case Task.CreateCall create -> calls.create(create.call());
            case Task.OpenIncident open -> calls.open(open.call());
            case Task.SendUnit send -> sends.send(send, pace.isFinite());
            case Task.ReportStep report -> reports.report(report);
            case Task.EndIncident end -> calls.end(end);
        }
    }

    private static String describe(Task task) {
        return switch (task) {
            case Task.RegisterUnit register ->
                "the registration of " + register.unit().name();
            case Task.CreateCall create -> "call " + create.call().key();
            case Task.OpenIncident open -> "the incident of call " + open.call().key();
            case Task.SendUnit send ->
                "line " + send.order().line() + ", " + send.order().unit() + " sent to call " + send.call();
            case Task.ReportStep report ->
                "'" + report.stamp().step().milestone() + "' of " + report.unit() + " at call " + report.call();
            case Task.EndIncident end -> "the end of call " + end.call().key();
        };
    }
}
