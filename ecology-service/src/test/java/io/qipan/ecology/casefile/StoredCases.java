package io.qipan.ecology.casefile;

import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.proto.ecology.v1.AssignAgencyRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.GiveTransferOpinionRequest;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The stored cases, for tests of what belongs to cases. */
public final class StoredCases {
    private StoredCases() {}

    public static Cases port() {
        return new PostgresCases();
    }

    /** The handlers of cases and of their procedure. */
    public static List<RpcService> procedure(
            UnitOfWork unitOfWork, Deadlines deadlines, Journal journal, InstantSource clock) {
        return StepScenario.handlers(unitOfWork, port(), deadlines, journal, clock);
    }

    /** The same, with agencies and those who watch the clocks. */
    public static List<RpcService> procedure(
            UnitOfWork unitOfWork,
            Agencies agencies,
            ClockWatchers watchers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        return StepScenario.handlers(unitOfWork, port(), agencies, watchers, deadlines, journal, clock);
    }

    /** What is done when clocks run out, and when cases are looked at again. */
    public static List<DeadlineHandler> handlers(
            Agencies agencies,
            ClockWatchers watchers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock,
            MeterRegistry meters) {
        ClockDeadlines clocks = new ClockDeadlines(deadlines);
        return List.of(
                new RunOutClock(port(), clocks, StepScenario.BOOK, watchers, journal, clock, meters),
                CaseScenario.remind(port(), agencies, watchers, deadlines, journal, clock));
    }

    /** A case of electric fishing in the ban. */
    public static Case opened(Channel commander, boolean drill) {
        return CaseServiceGrpc.newBlockingStub(commander)
                .openCase(CaseScenario.electricFishing()
                        .clearOptionalIncident()
                        .setDrill(drill)
                        .build())
                .getCase();
    }

    /** The same where nobody can say at which place, by an agency. */
    public static Case withoutPoint(Channel commander, String agency) {
        return CaseServiceGrpc.newBlockingStub(commander)
                .openCase(CaseScenario.electricFishing()
                        .clearOptionalIncident()
                        .clearPoint()
                        .clearUncertaintyM()
                        .setOptionalWater("yellow_river_nm")
                        .setOptionalAgency(agency)
                        .build())
                .getCase();
    }

    /** That case of another agency. */
    public static Case assigned(Channel commander, Case file, String agency) {
        return CaseServiceGrpc.newBlockingStub(commander)
                .assignAgency(
                        StepScenario.step(file, AssignAgencyRequest.newBuilder().setAgency(agency))
                                .build())
                .getCase();
    }

    /** That case as it is now. */
    public static Case stored(Channel commander, Case file) {
        return CaseServiceGrpc.newBlockingStub(commander)
                .getCase(GetCaseRequest.newBuilder().setName(file.getName()).build())
                .getCase();
    }

    /** That case when two officers have proposed its transfer. */
    public static Case proposed(Channel commander, Case opened) {
        return TransferServiceGrpc.newBlockingStub(commander)
                .proposeTransfer(StepScenario.propose(opened))
                .getCase();
    }

    /** That case when the head has refused the transfer. */
    public static Case refusedTransfer(Channel commander, Case proposed) {
        return TransferServiceGrpc.newBlockingStub(commander)
                .decideTransfer(StepScenario.decide(proposed, false))
                .getCase();
    }

    /** That case when the police have filed it. */
    public static Case filedByPolice(Channel commander, Case opened, Runnable untilDecided) {
        TransferServiceBlockingStub transfer = TransferServiceGrpc.newBlockingStub(commander);
        Case proposed = transfer.proposeTransfer(StepScenario.propose(opened)).getCase();
        untilDecided.run();
        Case approved =
                transfer.decideTransfer(StepScenario.decide(proposed, true)).getCase();
        Case handedOver = transfer.handOver(StepScenario.handOver(approved)).getCase();
        Case received =
                transfer.receiveTransfer(StepScenario.receive(handedOver)).getCase();
        return transfer.decideFiling(StepScenario.decideFiling(received, true)).getCase();
    }

    /** That case handed over because the procuratorate asked for it. */
    public static Case handedOverByOpinion(Channel commander, Case opened, Runnable untilHandedOver) {
        TransferServiceBlockingStub transfer = TransferServiceGrpc.newBlockingStub(commander);
        Case proposed = transfer.proposeTransfer(StepScenario.propose(opened)).getCase();
        Case refused =
                transfer.decideTransfer(StepScenario.decide(proposed, false)).getCase();
        Case asked = transfer.giveTransferOpinion(StepScenario.step(refused, GiveTransferOpinionRequest.newBuilder())
                        .build())
                .getCase();
        untilHandedOver.run();
        return transfer.handOver(StepScenario.handOver(asked)).getCase();
    }

    /** A statement that keeps an empty case in this state. */
    public static String insert(UUID id, String state) {
        return """
                insert into case_file (id, number, version, state, activity, act_at, uncertainty_m, summary, law, owner,
                    next_deadline_at, opened_at, closed_at, close_reason, drill)
                values ('%s', '%s', 1, '%s', 'sand_mining', now(), 0, '', '', 'wang', %s, now(), %s, false)""".formatted(
                        id,
                        id,
                        state,
                        state.equals("OPEN") ? "now()" : "null",
                        state.equals("OPEN") ? "null, null" : "now(), 'done'");
    }
}
