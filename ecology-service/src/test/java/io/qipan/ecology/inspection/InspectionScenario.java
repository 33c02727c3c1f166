package io.qipan.ecology.inspection;

import static io.qipan.ecology.registry.RegistryScenario.OUTFALL;
import static io.qipan.ecology.registry.RegistryScenario.WUHAI;
import static io.qipan.ecology.registry.RegistryScenario.newId;
import static io.qipan.ecology.registry.RegistryScenario.outfall;
import static io.qipan.ecology.registry.RegistryScenario.register;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.clue.ClueScenario;
import io.qipan.ecology.procedure.model.ClockBook;
import io.qipan.ecology.registry.RegistryScenario;
import io.qipan.ecology.start.ClockBookStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.GetSubjectRequest;
import io.qipan.proto.ecology.v1.Hazard;
import io.qipan.proto.ecology.v1.HazardServiceGrpc;
import io.qipan.proto.ecology.v1.HazardServiceGrpc.HazardServiceBlockingStub;
import io.qipan.proto.ecology.v1.InspectionAnswer;
import io.qipan.proto.ecology.v1.InspectionAnswer.Result;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc;
import io.qipan.proto.ecology.v1.InspectionServiceGrpc.InspectionServiceBlockingStub;
import io.qipan.proto.ecology.v1.Jurisdiction;
import io.qipan.proto.ecology.v1.RecheckHazardRequest;
import io.qipan.proto.ecology.v1.RecordInspectionRequest;
import io.qipan.proto.ecology.v1.ReportRectifiedRequest;
import io.qipan.proto.ecology.v1.Subject;
import io.qipan.proto.ecology.v1.SubjectServiceGrpc;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The outfall at Wuhai with all that inspects it, on PostgreSQL. */
abstract class InspectionScenario {
    static final String OUTFALL_TEMPLATE = "inspectionTemplates/outfall";
    static final String THREE_CHECKS = "inspectionTemplates/three-checks";
    private static final ClockBook BOOK = ClockBookStart.clockBook(ClockBookStart.calendar(Optional.empty()));

    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    final TestClock clock = TestClock.standing();
    final Agencies agencies = AgencyPorts.postgres();
    final Deadlines deadlines = new PostgresDeadlines(clock);
    final Journal journal = new PostgresJournal(clock);
    final RegistryScenario registry = new RegistryScenario(DATABASE.unitOfWork(), agencies, deadlines, journal, clock);
    final ClueScenario clueScenario = new ClueScenario(DATABASE.unitOfWork(), clock);
    final Templates templates = new PostgresTemplates();
    final Hazards hazards = new PostgresHazards();
    final HazardRecords hazardRecords = new HazardRecords(hazards, registry.supervise, deadlines, journal);
    final ReviseTemplate reviseTemplate = new ReviseTemplate(templates, journal);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(this::services).withClock(clock);

    private List<RpcService> services() {
        List<RpcService> services = new ArrayList<>(InspectionPorts.handlers(
                DATABASE.unitOfWork(), registry, deadlines, journal, clueScenario.checks(), clock));
        services.add(registry.handlers());
        return services;
    }

    @BeforeEach
    void anOutfallAndTheShippedTemplates() {
        registry.agencies();
        InspectionPorts.keepTemplates(DATABASE.unitOfWork(), journal, clock.instant());
        var registered = SubjectServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .registerSubject(register(outfall("WH-012")));
        assertThat(registered.getSubject().getName()).isEqualTo(OUTFALL);
    }

    InspectionServiceBlockingStub officer() {
        return InspectionServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER));
    }

    HazardServiceBlockingStub steward() {
        return HazardServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    Subject subject() {
        return SubjectServiceGrpc.newBlockingStub(rpc.channelOf("wang", Role.ECOLOGY_OFFICER))
                .getSubject(GetSubjectRequest.newBuilder().setName(OUTFALL).build())
                .getSubject();
    }

    static InspectionAnswer.Builder answer(String item, Result result) {
        return InspectionPorts.answer(item, result);
    }

    static RecordInspectionRequest.Builder ofOutfall(Result discharge) {
        return InspectionPorts.ofOutfall(discharge);
    }

    Hazard found() {
        return officer().recordInspection(ofOutfall(Result.FINDING).build()).getHazards(0);
    }

    Hazard recheck(Hazard hazard, boolean gone) {
        RecheckHazardRequest.Builder request = RecheckHazardRequest.newBuilder()
                .setRequestId(newId())
                .setName(hazard.getName())
                .setEtag(hazard.getEtag())
                .setGone(gone)
                .setNote("looked at it");
        if (!gone) {
            request.setDueAt(io.qipan.runtime.rpc.Times.message(clock.instant().plus(Duration.ofDays(5))))
                    .setDueReason("pump ordered");
        }
        return steward().recheckHazard(request.build()).getHazard();
    }

    Hazard rectified(Hazard hazard) {
        return steward()
                .reportRectified(ReportRectifiedRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(hazard.getName())
                        .setEtag(hazard.getEtag())
                        .setNote("filter cleaned")
                        .build())
                .getHazard();
    }

    DeadlineWorker worker() {
        return worker(BOOK);
    }

    DeadlineWorker worker(ClockBook book) {
        return new DeadlineWorker(
                DATABASE.unitOfWork(),
                clock,
                List.of(new EscalateHazard(hazards, hazardRecords, book, clock, new SimpleMeterRegistry())));
    }

    InspectionServiceBlockingStub officer2() {
        return InspectionServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    static RecordInspectionRequest.Builder ofLake() {
        return RecordInspectionRequest.newBuilder()
                .setRequestId(newId())
                .setTemplate(THREE_CHECKS)
                .setTemplateRevision(1)
                .setPoint(
                        Point.newBuilder().setLatitude(39.6).setLongitude(106.7).setDatum(Datum.WGS84))
                .setResource(Jurisdiction.Kind.LAKE)
                .setAgency(WUHAI)
                .setPeople(3);
    }
}
