package io.qipan.ecology.checklist;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.chief.ChiefPorts;
import io.qipan.ecology.evidence.EvidencePorts;
import io.qipan.ecology.fieldwork.FieldworkScenario;
import io.qipan.ecology.inspection.InspectionPorts;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.proto.ecology.v1.ChecklistItem;
import io.qipan.proto.ecology.v1.ChecklistItemServiceGrpc;
import io.qipan.proto.ecology.v1.ChecklistItemServiceGrpc.ChecklistItemServiceBlockingStub;
import io.qipan.proto.ecology.v1.ChecklistPoint;
import io.qipan.proto.ecology.v1.ChecklistServiceGrpc;
import io.qipan.proto.ecology.v1.ChecklistServiceGrpc.ChecklistServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetChecklistItemRequest;
import io.qipan.proto.ecology.v1.ListChecklistItemsRequest;
import io.qipan.proto.ecology.v1.MakeChecklistRequest;
import io.qipan.proto.ecology.v1.ReviseChecklistTemplateRequest;
import io.qipan.proto.ecology.v1.TickChecklistItemRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a river squad has to do each month, on PostgreSQL. */
abstract class ChecklistScenario {
    static final String TEMPLATE = "checklistTemplates/reach";

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    final TestClock clock = TestClock.standing();
    final Deadlines deadlines = new PostgresDeadlines(clock);
    final Journal journal = new PostgresJournal(clock);
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final RegistryScenario registry =
            new RegistryScenario(DATABASE.unitOfWork(), AgencyPorts.postgres(), deadlines, journal, clock);
    final ChecklistTemplates templates = new PostgresChecklistTemplates();
    final ChecklistItems items = new PostgresChecklistItems();
    final ChecklistRecords records = new ChecklistRecords(items, deadlines, journal);
    final MakeItems makeItems = new MakeItems(templates, items, records, ChiefPorts.appointments(), meters);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(
                    new ChecklistRpc(
                            DATABASE.unitOfWork(),
                            clock,
                            templates,
                            new ReviseChecklist(
                                    templates, registry.responsible, ChiefPorts.jurisdictions(), deadlines, journal),
                            makeItems),
                    new ChecklistItemRpc(
                            DATABASE.unitOfWork(),
                            clock,
                            items,
                            new TickItem(
                                    records,
                                    new Proofs(
                                            EvidencePorts.records(),
                                            InspectionPorts.inspections(),
                                            FieldworkScenario.records())),
                            new ChangeItem(records))))
            .withClock(clock);

    @BeforeEach
    void knowAgencies() {
        registry.agencies();
    }

    ChecklistServiceBlockingStub lists() {
        return ChecklistServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    ChecklistItemServiceBlockingStub as(String subject, Role role) {
        return ChecklistItemServiceGrpc.newBlockingStub(rpc.channelOf(subject, role));
    }

    DeadlineWorker worker() {
        return new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(
                        new EscalateItem(items, records, clock, meters),
                        new MakeMonth(templates, makeItems, deadlines, clock)));
    }

    void handleAllDue() {
        DeadlineWorker worker = worker();
        int handled = 0;
        while (worker.handleNext()) {
            assertThat(++handled).as("an end to what is due").isLessThan(50);
        }
    }

    static ChecklistPoint.Builder point(String code, int day) {
        return ChecklistPoint.newBuilder()
                .setCode(code)
                .setTextZh("每月实地巡查")
                .setDueDay(day)
                .setAccount("wang");
    }

    static ReviseChecklistTemplateRequest.Builder template(int base, ChecklistPoint.Builder... points) {
        ReviseChecklistTemplateRequest.Builder request = ReviseChecklistTemplateRequest.newBuilder()
                .setRequestId(newId())
                .setName(TEMPLATE)
                .setBaseRevision(base)
                .setTitleZh("河段清单")
                .setAgency(RegistryScenario.WUHAI)
                .setSupervisor("chen")
                .setReason("as decided");
        for (ChecklistPoint.Builder point : points) {
            request.addPoints(point);
        }
        return request;
    }

    List<ChecklistItem> made(String month) {
        return lists().makeChecklist(MakeChecklistRequest.newBuilder()
                        .setRequestId(newId())
                        .setTemplate(TEMPLATE)
                        .setMonth(month)
                        .build())
                .getItemsList();
    }

    ChecklistItem now(ChecklistItem item) {
        return as("chen", Role.COMMANDER)
                .getChecklistItem(GetChecklistItemRequest.newBuilder()
                        .setName(item.getName())
                        .build())
                .getItem();
    }

    List<ChecklistItem> listed(ListChecklistItemsRequest.Builder request) {
        return as("chen", Role.COMMANDER).listChecklistItems(request.build()).getItemsList();
    }

    static TickChecklistItemRequest.Builder tick(ChecklistItem item) {
        return TickChecklistItemRequest.newBuilder()
                .setRequestId(newId())
                .setName(item.getName())
                .setEtag(item.getEtag())
                .setNote("walked from the bridge to the weir");
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }
}
