package io.qipan.ecology.casefile;

import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.proto.ecology.v1.AdministrativeTrack;
import io.qipan.proto.ecology.v1.ApproveSeizureRequest;
import io.qipan.proto.ecology.v1.AssignAgencyRequest;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseLaw;
import io.qipan.proto.ecology.v1.CaseSeizure;
import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.ChooseBasisRequest;
import io.qipan.proto.ecology.v1.EndSeizureRequest;
import io.qipan.proto.ecology.v1.FileCaseRequest;
import io.qipan.proto.ecology.v1.ForwardTransferRequest;
import io.qipan.proto.ecology.v1.GetCaseRequest;
import io.qipan.proto.ecology.v1.GiveTransferOpinionRequest;
import io.qipan.proto.ecology.v1.ImposePenaltyRequest;
import io.qipan.proto.ecology.v1.ProcedureServiceGrpc;
import io.qipan.proto.ecology.v1.SeizeItemsRequest;
import io.qipan.proto.ecology.v1.SeizeOnTheSpotRequest;
import io.qipan.proto.ecology.v1.SeizedItem;
import io.qipan.proto.ecology.v1.SeizureServiceGrpc;
import io.qipan.proto.ecology.v1.ServeDecisionRequest;
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

    /** The same, with what is kept of evidence. */
    public static List<RpcService> procedure(
            UnitOfWork unitOfWork,
            EvidenceOfCases evidence,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        return StepScenario.handlers(
                unitOfWork, port(), CaseScenario.agencies(), StepScenario.NOBODY, evidence, deadlines, journal, clock);
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

    /** A case of a net in autumn, which is no crime, filed by an agency. */
    public static Case filed(Channel commander, CaseLaw law) {
        Case opened = CaseServiceGrpc.newBlockingStub(commander)
                .openCase(CaseScenario.lesser().clearOptionalIncident().build())
                .getCase();
        return ProcedureServiceGrpc.newBlockingStub(commander)
                .fileCase(StepScenario.step(opened, FileCaseRequest.newBuilder().setLaw(law))
                        .build())
                .getCase();
    }

    /** A case of electric fishing that was not transferred, filed by an agency, and a basis chosen for its penalty. */
    public static Case punishable(Channel commander) {
        Case refused = refusedTransfer(commander, proposed(commander, opened(commander, false)));
        ProcedureServiceGrpc.ProcedureServiceBlockingStub procedure = ProcedureServiceGrpc.newBlockingStub(commander);
        Case filed = procedure
                .fileCase(
                        StepScenario.step(refused, FileCaseRequest.newBuilder()).build())
                .getCase();
        return procedure
                .chooseBasis(StepScenario.step(
                                filed,
                                ChooseBasisRequest.newBuilder()
                                        .setRule("rules/destructive-fishing-yellow-river-protection-law-nm-2023"))
                        .build())
                .getCase();
    }

    /** That case with something that was seized. */
    public static Case seized(Channel commander, Case file, String... evidence) {
        return SeizureServiceGrpc.newBlockingStub(commander)
                .seizeItems(StepScenario.step(
                                file,
                                SeizeItemsRequest.newBuilder()
                                        .setKind(CaseSeizure.Kind.SEIZED)
                                        .addItems(SeizedItem.newBuilder()
                                                .setDescription("a net")
                                                .setQuantity(2)
                                                .setUnit("piece"))
                                        .setDecision("K-7")
                                        .setApprovedBy("head zhao")
                                        .addAllEvidence(List.of(evidence)))
                        .build())
                .getCase();
    }

    /** That case with something that was seized or sealed before anybody has approved it. */
    public static Case seizedOnTheSpot(Channel commander, Case file, CaseSeizure.Kind how) {
        return SeizureServiceGrpc.newBlockingStub(commander)
                .seizeOnTheSpot(StepScenario.step(
                                file,
                                SeizeOnTheSpotRequest.newBuilder()
                                        .setKind(how)
                                        .addItems(SeizedItem.newBuilder()
                                                .setDescription("a battery")
                                                .setQuantity(1)
                                                .setUnit("piece"))
                                        .setDecision("K-9"))
                        .build())
                .getCase();
    }

    /** That case when a head has approved one of its seizures. */
    public static Case approved(Channel commander, Case file, int number) {
        return SeizureServiceGrpc.newBlockingStub(commander)
                .approveSeizure(StepScenario.step(
                                file,
                                ApproveSeizureRequest.newBuilder()
                                        .setNumber(number)
                                        .setApprovedBy("head zhao"))
                        .build())
                .getCase();
    }

    /** That case when its decision has come to whom it concerns. */
    public static Case served(Channel commander, Case file) {
        return ProcedureServiceGrpc.newBlockingStub(commander)
                .serveDecision(StepScenario.step(
                                file, ServeDecisionRequest.newBuilder().setManner("by mail to wu"))
                        .build())
                .getCase();
    }

    /** That case when it is over. */
    public static Case closed(Channel commander, Case file) {
        return CaseServiceGrpc.newBlockingStub(commander)
                .closeCase(CaseScenario.close(file))
                .getCase();
    }

    /** That case when the thing was given back. */
    public static Case returned(Channel commander, Case file, int number) {
        return SeizureServiceGrpc.newBlockingStub(commander)
                .endSeizure(StepScenario.step(
                                file,
                                EndSeizureRequest.newBuilder()
                                        .setNumber(number)
                                        .setOutcome(CaseSeizure.Outcome.RETURNED))
                        .build())
                .getCase();
    }

    /** That case with a warning. */
    public static Case warned(Channel commander, Case file) {
        return ProcedureServiceGrpc.newBlockingStub(commander)
                .imposePenalty(StepScenario.step(
                                file,
                                ImposePenaltyRequest.newBuilder()
                                        .setPenalty(AdministrativeTrack.Penalty.WARNING)
                                        .setDecision("2026-18"))
                        .build())
                .getCase();
    }

    /** That case handed over to police, {@code agencies/{code}}. */
    public static Case handedOver(Channel commander, Case opened, String police) {
        TransferServiceBlockingStub transfer = TransferServiceGrpc.newBlockingStub(commander);
        Case approved = transfer.decideTransfer(StepScenario.decide(proposed(commander, opened), true))
                .getCase();
        return transfer.handOver(StepScenario.handOver(approved).toBuilder()
                        .setPolice(police)
                        .build())
                .getCase();
    }

    /** That case when police who are not competent have forwarded it to others. */
    public static Case forwarded(Channel commander, Case handedOver, String police) {
        TransferServiceBlockingStub transfer = TransferServiceGrpc.newBlockingStub(commander);
        Case misdirected = transfer.receiveTransfer(StepScenario.receive(handedOver).toBuilder()
                        .setCompetent(false)
                        .build())
                .getCase();
        return transfer.forwardTransfer(StepScenario.step(
                                misdirected, ForwardTransferRequest.newBuilder().setPolice(police))
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
