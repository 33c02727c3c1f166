package io.qipan.ecology.casefile;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.Channel;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.model.Clock;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CopyToProcuratorateRequest;
import io.qipan.proto.ecology.v1.DecideFilingRequest;
import io.qipan.proto.ecology.v1.DecideTransferRequest;
import io.qipan.proto.ecology.v1.HandOverRequest;
import io.qipan.proto.ecology.v1.Material;
import io.qipan.proto.ecology.v1.ProposeTransferRequest;
import io.qipan.proto.ecology.v1.ReceiveTransferRequest;
import io.qipan.proto.ecology.v1.TransferServiceGrpc;
import io.qipan.proto.ecology.v1.TransferServiceGrpc.TransferServiceBlockingStub;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The handlers of a procedure over given stores, and its requests. */
final class StepScenario {
    static final ClockBook BOOK = ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty()));

    /** Nobody outside hears of anything. */
    static final ClockWatchers NOBODY = new ClockWatchers() {
        @Override
        public String goUp(CaseFile file, Clock overdue, Instant now) {
            return "It goes up to " + overdue.setting().watchers() + ".";
        }

        @Override
        public List<String> catchUp(CaseFile file, Instant now) {
            return List.of();
        }

        @Override
        public void follow(CaseFile changed, Instant now) {
            // What nobody has heard of does not end.
        }
    };

    /** Cases in which nothing was ever kept. */
    static final EvidenceOfCases NO_EVIDENCE = new EvidenceOfCases() {
        @Override
        public void checkOf(String caseName, List<String> names) {
            if (!names.isEmpty()) {
                throw Refusal.notFound(names.getFirst()).asException();
            }
        }

        @Override
        public void checkReviewed(String caseName) {
            // Nothing waits for a review.
        }
    };

    private StepScenario() {}

    static List<RpcService> handlers(
            UnitOfWork unitOfWork, Cases cases, Deadlines deadlines, Journal journal, InstantSource clock) {
        return handlers(unitOfWork, cases, CaseScenario.agencies(), NOBODY, deadlines, journal, clock);
    }

    static List<RpcService> handlers(
            UnitOfWork unitOfWork,
            Cases cases,
            Agencies agencies,
            ClockWatchers watchers,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        return handlers(unitOfWork, cases, agencies, watchers, NO_EVIDENCE, deadlines, journal, clock);
    }

    static List<RpcService> handlers(
            UnitOfWork unitOfWork,
            Cases cases,
            Agencies agencies,
            ClockWatchers watchers,
            EvidenceOfCases evidence,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        TakeStep takeStep = new TakeStep(
                cases,
                CaseScenario.evaluateCase(),
                new ClockDeadlines(deadlines),
                BOOK,
                watchers,
                new KnownPolice(agencies),
                evidence,
                journal,
                clock);
        StepRequest steps = new StepRequest(unitOfWork, takeStep, clock);
        return List.of(
                CaseScenario.handlers(unitOfWork, cases, agencies, deadlines, journal, clock),
                new TransferRpc(steps),
                new SupervisionRpc(steps),
                new SeizureRpc(steps),
                new ProcedureRpc(steps, unitOfWork, new GetCase(cases), new ListOverdueClocks(cases, clock)));
    }

    static RunOutClock runOutClock(
            Cases cases, Deadlines deadlines, Journal journal, ClockBook book, InstantSource clock) {
        return new RunOutClock(
                cases, new ClockDeadlines(deadlines), book, NOBODY, journal, clock, new SimpleMeterRegistry());
    }

    static DeadlineWorker worker(
            UnitOfWork unitOfWork, Cases cases, Deadlines deadlines, Journal journal, InstantSource clock) {
        return new DeadlineWorker(unitOfWork, clock, List.of(runOutClock(cases, deadlines, journal, BOOK, clock)));
    }

    /** Fills in what all steps share. */
    @SuppressWarnings("unchecked")
    static <B extends Message.Builder> B step(Case file, B request) {
        set(request, "request_id", CaseScenario.newId());
        set(request, "name", file.getName());
        set(request, "etag", file.getEtag());
        set(request, "reason", "for a reason");
        return request;
    }

    private static void set(Message.Builder request, String field, String value) {
        FieldDescriptor descriptor = request.getDescriptorForType().findFieldByName(field);
        request.setField(descriptor, value);
    }

    static ProposeTransferRequest propose(Case file) {
        return step(
                        file,
                        ProposeTransferRequest.newBuilder().addOfficers("wang").addOfficers("li"))
                .build();
    }

    static DecideTransferRequest decide(Case file, boolean approved) {
        return step(file, DecideTransferRequest.newBuilder().setApproved(approved))
                .build();
    }

    static HandOverRequest handOver(Case file) {
        return step(
                        file,
                        HandOverRequest.newBuilder()
                                .setPolice("agencies/police-wuhai")
                                .addMaterials(Material.TRANSFER_LETTER)
                                .addMaterials(Material.INVESTIGATION_REPORT))
                .build();
    }

    static ReceiveTransferRequest receive(Case file) {
        return step(file, ReceiveTransferRequest.newBuilder().setCompetent(true))
                .build();
    }

    static DecideFilingRequest decideFiling(Case file, boolean filed) {
        return step(file, DecideFilingRequest.newBuilder().setFiled(filed)).build();
    }

    /** Proposed, approved, copied, handed over and received. */
    static Case received(Channel commander, Case file) {
        TransferServiceBlockingStub transfer = TransferServiceGrpc.newBlockingStub(commander);
        Case proposed = transfer.proposeTransfer(propose(file)).getCase();
        Case approved = transfer.decideTransfer(decide(proposed, true)).getCase();
        Case copied = transfer.copyToProcuratorate(
                        step(approved, CopyToProcuratorateRequest.newBuilder()).build())
                .getCase();
        Case handedOver = transfer.handOver(handOver(copied)).getCase();
        return transfer.receiveTransfer(receive(handedOver)).getCase();
    }
}
