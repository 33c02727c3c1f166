package io.qipan.ecology.escalation;

import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.casefile.ClockWatchers;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** One replica: cases, their procedure, and what goes up, over the database. */
record EscalationScenario(
        UnitOfWork unitOfWork,
        Agencies agencies,
        Deadlines deadlines,
        Journal journal,
        InstantSource clock,
        MeterRegistry meters) {
    static final Duration REMIND_EVERY = Duration.ofHours(72);

    private static final Escalations ESCALATIONS = new PostgresEscalations();

    private EscalationRecords records() {
        return new EscalationRecords(ESCALATIONS, deadlines, journal, REMIND_EVERY);
    }

    private ClockWatchers watchers() {
        return new GoUp(ESCALATIONS, records(), new WatchingAgencies(agencies), meters);
    }

    List<RpcService> handlers() {
        AnswerEscalation answer = new AnswerEscalation(ESCALATIONS, records(), clock);
        List<RpcService> handlers =
                new ArrayList<>(StoredCases.procedure(unitOfWork, agencies, watchers(), deadlines, journal, clock));
        handlers.add(new EscalationRpc(unitOfWork, ESCALATIONS, answer));
        handlers.add(new SharedCaseRpc(
                unitOfWork,
                new SharedCases(ESCALATIONS, StoredCases.port(), new WatchingAgencies(agencies)),
                new AcknowledgeEscalation(ESCALATIONS, records(), clock),
                answer));
        return handlers;
    }

    DeadlineWorker worker() {
        List<DeadlineHandler> handlers =
                new ArrayList<>(StoredCases.handlers(agencies, watchers(), deadlines, journal, clock, meters));
        handlers.add(new RemindOfEscalation(
                ESCALATIONS, records(), StoredCases.port(), new WatchingAgencies(agencies), clock, meters));
        return new DeadlineWorker(unitOfWork, clock, handlers);
    }
}
