package io.qipan.ecology.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Escalation;
import io.qipan.proto.ecology.v1.EscalationServiceGrpc;
import io.qipan.proto.ecology.v1.GetSharedCaseRequest;
import io.qipan.proto.ecology.v1.ListEscalationsRequest;
import io.qipan.proto.ecology.v1.ListSharedCasesRequest;
import io.qipan.proto.ecology.v1.SharedCase;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc;
import io.qipan.proto.ecology.v1.SharedCaseServiceGrpc.SharedCaseServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Agencies at the place of a case, each with a login, and clocks that run out. */
abstract class PartyScenario {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    final TestClock clock = TestClock.standing();
    final Deadlines deadlines = new PostgresDeadlines(clock);
    final Journal journal = new PostgresJournal(clock);
    final Agencies agencies = AgencyPorts.postgres();
    final MeterRegistry meters = new SimpleMeterRegistry();
    final EscalationScenario replica =
            new EscalationScenario(DATABASE.unitOfWork(), agencies, deadlines, journal, clock, meters);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(replica::handlers).withClock(clock);

    @BeforeEach
    void agencies() {
        known("police-wuhai", AgencyKind.PUBLIC_SECURITY, ResourceKind.RIVER);
        known("police-wuda", AgencyKind.PUBLIC_SECURITY);
        known("police-other", AgencyKind.PUBLIC_SECURITY);
        known("procuratorate", AgencyKind.PROCURATORATE);
        known("government", AgencyKind.GOVERNMENT);
    }

    void known(String code, AgencyKind kind, ResourceKind... competence) {
        boolean ignored = DATABASE.unitOfWork()
                .run(
                        "system:test",
                        () -> agencies.add(new Agency(
                                code,
                                kind,
                                code,
                                "",
                                Optional.empty(),
                                List.of(competence),
                                new GeometryFactory().toGeometry(new Envelope(106, 108, 39, 40)))));
    }

    Channel commander() {
        return rpc.channelOf("chen", Role.COMMANDER);
    }

    SharedCaseServiceBlockingStub party(String code) {
        return SharedCaseServiceGrpc.newBlockingStub(
                rpc.withToken(TestTokens.mintAgency("guest", "agencies/" + code, Role.values())));
    }

    void later(Duration time) {
        clock.advance(time);
        DeadlineWorker worker = replica.worker();
        while (worker.handleNext()) {
            assertThat(worker).isNotNull();
        }
    }

    List<Escalation> of(Case file) {
        return EscalationServiceGrpc.newBlockingStub(commander())
                .listEscalations(ListEscalationsRequest.newBuilder()
                        .setOptionalCase(file.getName())
                        .build())
                .getEscalationsList();
    }

    static GetSharedCaseRequest named(Case file) {
        return GetSharedCaseRequest.newBuilder().setName(file.getName()).build();
    }

    List<String> seenBy(String party) {
        return party(party).listSharedCases(ListSharedCasesRequest.getDefaultInstance()).getSharedCasesList().stream()
                .map(SharedCase::getName)
                .toList();
    }
}
