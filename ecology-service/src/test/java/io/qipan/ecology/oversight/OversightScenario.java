package io.qipan.ecology.oversight;

import com.google.protobuf.Timestamp;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.inspection.InspectionPorts;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;

/** The handlers of oversight over given stores. */
final class OversightScenario {
    private OversightScenario() {}

    static List<RpcService> handlers(
            UnitOfWork unitOfWork,
            Entries entries,
            Cases cases,
            Agencies agencies,
            Deadlines deadlines,
            Journal journal,
            InstantSource clock) {
        EntryDeadlines due = new EntryDeadlines(deadlines);
        BeginEntry begin = new BeginEntry(entries, due, journal);
        ChangeEntry change = new ChangeEntry(entries, due, journal);
        ReadEntries read = new ReadEntries(unitOfWork, entries);
        CasesInWork inWork = new CasesInWork(cases);
        OperationScope scope = new OperationScope(agencies, entries);
        return List.of(
                new TargetedCaseRpc(unitOfWork, begin, change, read, inWork, clock),
                new SupervisionOrderRpc(unitOfWork, begin, change, read, inWork, clock),
                new CampaignRpc(
                        unitOfWork,
                        begin,
                        change,
                        read,
                        new CountedSources(cases, InspectionPorts.inspections()),
                        clock),
                new JointOperationRpc(unitOfWork, begin, change, read, inWork, scope, clock),
                new SharedOperationRpc(unitOfWork, change, read, scope, clock),
                new ConsultationRpc(unitOfWork, new RecordConsultation(begin, entries, inWork, agencies), read, clock));
    }

    static RunOutEntry runOut(Entries entries, Deadlines deadlines, Journal journal, InstantSource clock) {
        return new RunOutEntry(entries, new EntryDeadlines(deadlines), journal, clock, new SimpleMeterRegistry());
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    static Timestamp at(Instant instant) {
        return Times.message(instant);
    }
}
