package io.qipan.ecology.escalation;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.procedure.ClockMessages;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.CaseLaw;
import io.qipan.proto.ecology.v1.Clock;
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
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

/** Clocks of the administrative track go up inside the administration, and police see what was handed over to them. */
class AdministrativeClockIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);
    private final Agencies agencies = AgencyPorts.postgres();
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final EscalationScenario replica =
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

    private void known(String code, AgencyKind kind, ResourceKind... competence) {
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

    private Channel commander() {
        return rpc.channelOf("chen", Role.COMMANDER);
    }

    private SharedCaseServiceBlockingStub party(String code) {
        return SharedCaseServiceGrpc.newBlockingStub(
                rpc.withToken(TestTokens.mintAgency("guest", "agencies/" + code, Role.values())));
    }

    private void later(Duration time) {
        clock.advance(time);
        DeadlineWorker worker = replica.worker();
        while (worker.handleNext()) {
            assertThat(worker).isNotNull();
        }
    }

    private List<Escalation> of(Case file) {
        return EscalationServiceGrpc.newBlockingStub(commander())
                .listEscalations(ListEscalationsRequest.newBuilder()
                        .setOptionalCase(file.getName())
                        .build())
                .getEscalationsList();
    }

    private void goesUpToTheGovernmentOnly(Case file, Clock.Kind... kinds) {
        assertThat(of(file)).extracting(Escalation::getClockKind).containsExactlyInAnyOrder(kinds);
        assertThat(of(file)).extracting(Escalation::getAgency).containsOnly("agencies/government");
        assertThat(of(file)).extracting(Escalation::getWatcher).containsOnly(Clock.Watcher.SUPERVISOR);
        assertThat(reasonOf(refused(() -> party("procuratorate").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    private static GetSharedCaseRequest named(Case file) {
        return GetSharedCaseRequest.newBuilder().setName(file.getName()).build();
    }

    private List<String> seenBy(String party) {
        return party(party).listSharedCases(ListSharedCasesRequest.getDefaultInstance()).getSharedCasesList().stream()
                .map(SharedCase::getName)
                .toList();
    }

    @Test
    void anOverduePenaltyOfAnAdministrativeCaseGoesUpToTheGovernment() {
        // Given
        Case file = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);

        // When
        later(Duration.ofDays(92));

        // Then
        goesUpToTheGovernmentOnly(file, Clock.Kind.PENALTY_DECISION);
    }

    @Test
    void aClockThatStillNamesTheProcuratorateDoesNotOpenTheCaseToIt() {
        // Given
        Case file = StoredCases.filed(commander(), CaseLaw.ADMINISTRATIVE_PENALTY);
        boolean ignored = DATABASE.unitOfWork().run("system:test", () -> {
            CaseFile found = StoredCases.port()
                    .lock(CaseName.parse(file.getName()).orElseThrow())
                    .orElseThrow();
            Clock told = ClockMessages.message(
                    found.name(), found.procedure().clock(1).orElseThrow());
            StoredCases.port()
                    .save(found.with(ClockMessages.clock(told.toBuilder()
                            .addWatchers(Clock.Watcher.PROSECUTOR)
                            .build())));
            return true;
        });

        // When
        later(Duration.ofDays(92));

        // Then
        goesUpToTheGovernmentOnly(file, Clock.Kind.PENALTY_DECISION);
    }

    @Test
    void whatPoliceHaveSeizedGoesUpForEachSeizureAndOnce() {
        // Given
        Case filed = StoredCases.filed(commander(), CaseLaw.PUBLIC_ORDER);
        Case once = StoredCases.seized(commander(), filed);
        Case twice = StoredCases.seized(commander(), once);
        assertThat(twice.getProcedure().getSeizuresCount()).isEqualTo(2);
        Case file = StoredCases.returned(commander(), twice, 2);

        // When
        later(Duration.ofDays(32));
        later(Duration.ofMinutes(1));

        // Then
        goesUpToTheGovernmentOnly(
                file, Clock.Kind.GOODS_TO_KEEPER, Clock.Kind.SEIZURE, Clock.Kind.PUBLIC_ORDER_DECISION);
        Case returned = StoredCases.returned(commander(), StoredCases.stored(commander(), file), 1);
        assertThat(returned.getProcedure().getSeizuresList())
                .allSatisfy(seizure -> assertThat(seizure.hasEndedAt()).isTrue());
        assertThat(of(file))
                .filteredOn(up -> up.getClockKind() != Clock.Kind.PUBLIC_ORDER_DECISION)
                .extracting(Escalation::getState)
                .containsOnly(Escalation.State.SETTLED);
    }

    @Test
    void policeSeeWhatWasHandedOverToThemAndNothingElse() {
        // Given
        Case other = StoredCases.opened(commander(), false);
        Case drill = StoredCases.handedOver(commander(), StoredCases.opened(commander(), true), "agencies/police-wuda");
        assertThat(seenBy("police-wuda")).isEmpty();

        // When
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // Then
        assertThat(seenBy("police-wuda")).containsExactly(file.getName());
        SharedCase seen = party("police-wuda").getSharedCase(named(file)).getSharedCase();
        assertThat(seen.getCriminal().getPolice()).isEqualTo("agencies/police-wuda");
        assertThat(seen.toString()).doesNotContain(file.getSummary(), file.getOwner());
        for (Case hidden : List.of(other, drill)) {
            assertThat(reasonOf(refused(() -> party("police-wuda").getSharedCase(named(hidden)))))
                    .isEqualTo(Reason.NOT_FOUND);
        }
        assertThat(seenBy("police-other")).isEmpty();
        assertThat(reasonOf(refused(() -> party("police-other").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void whatAServiceOfBeforeHasForwardedIsListedForNobodyElse() {
        // Given
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // When
        DATABASE.execute("update case_file set police = 'agencies/police-other'");

        // Then
        assertThat(seenBy("police-other")).isEmpty();
        assertThat(party("police-wuda")
                        .getSharedCase(named(file))
                        .getSharedCase()
                        .getName())
                .isEqualTo(file.getName());
    }

    @Test
    void whoHasForwardedACaseHasItNoMore() {
        // Given
        Case file = StoredCases.handedOver(commander(), StoredCases.opened(commander(), false), "agencies/police-wuda");

        // When
        Case forwarded = StoredCases.forwarded(commander(), file, "agencies/police-other");

        // Then
        assertThat(seenBy("police-other")).containsExactly(forwarded.getName());
        assertThat(seenBy("police-wuda")).isEmpty();
        assertThat(reasonOf(refused(() -> party("police-wuda").getSharedCase(named(file)))))
                .isEqualTo(Reason.NOT_FOUND);
    }
}
