package io.qipan.ecology.oversight;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.ecology.agency.AgencyPorts;
import io.qipan.ecology.casefile.StoredCases;
import io.qipan.proto.ecology.v1.Campaign;
import io.qipan.proto.ecology.v1.CampaignServiceGrpc;
import io.qipan.proto.ecology.v1.CampaignServiceGrpc.CampaignServiceBlockingStub;
import io.qipan.proto.ecology.v1.GetCampaignRequest;
import io.qipan.proto.ecology.v1.ListCampaignsRequest;
import io.qipan.proto.ecology.v1.PlanCampaignRequest;
import io.qipan.proto.ecology.v1.PlannedTarget;
import io.qipan.proto.ecology.v1.ReportCampaignResultRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.deadline.PostgresDeadlines;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.journal.PostgresJournal;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import io.qipan.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Results of a campaign that name the cases and inspections they count. */
class CampaignSourcesIT {
    @RegisterExtension
    static final TestDatabase DATABASE = TestDatabase.migrated("db/runtime", "db/ecology");

    private static final int CASES = 1;
    private static final int INSPECTIONS = 2;
    private static final int NETS = 3;

    private final TestClock clock = TestClock.standing();
    private final Deadlines deadlines = new PostgresDeadlines(clock);
    private final Journal journal = new PostgresJournal(clock);

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(this::handlers).withClock(clock);

    private List<RpcService> handlers() {
        List<RpcService> handlers = new ArrayList<>(OversightScenario.handlers(
                DATABASE.unitOfWork(),
                new PostgresEntries(),
                StoredCases.port(),
                AgencyPorts.postgres(),
                deadlines,
                journal,
                clock));
        handlers.addAll(StoredCases.procedure(DATABASE.unitOfWork(), deadlines, journal, clock));
        return handlers;
    }

    private CampaignServiceBlockingStub campaigns() {
        return CampaignServiceGrpc.newBlockingStub(rpc.channelOf("chen", Role.COMMANDER));
    }

    private String newCase(boolean drill) {
        return StoredCases.opened(rpc.channelOf("chen", Role.COMMANDER), drill).getName();
    }

    /** Of now, in a case of its own time. */
    private Campaign planned() {
        Instant now = clock.instant();
        return campaigns()
                .planCampaign(PlanCampaignRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setTitle("winter nets")
                        .setBasis("paper 3")
                        .setOwner("chen")
                        .setFrom(Times.message(now.minus(Duration.ofHours(1))))
                        .setUntil(Times.message(now.plus(Duration.ofDays(30))))
                        .addTargets(target("cases of nets", "case", Campaign.Measure.CASES))
                        .addTargets(target("markets looked at", "inspection", Campaign.Measure.INSPECTIONS))
                        .addTargets(target("nets", "piece", Campaign.Measure.MEASURE_UNSPECIFIED))
                        .build())
                .getCampaign();
    }

    private static PlannedTarget.Builder target(String title, String unit, Campaign.Measure measure) {
        return PlannedTarget.newBuilder()
                .setTitle(title)
                .setUnit(unit)
                .setPlanned(10)
                .setMeasure(measure);
    }

    private Campaign reported(Campaign campaign, int target, long count, String... sources) {
        return campaigns()
                .reportCampaignResult(ReportCampaignResultRequest.newBuilder()
                        .setRequestId(UUID.randomUUID().toString())
                        .setName(campaign.getName())
                        .setEtag(campaign.getEtag())
                        .setTarget(target)
                        .setCount(count)
                        .addAllSources(List.of(sources))
                        .build())
                .getCampaign();
    }

    private StatusRuntimeException wrong(Campaign campaign, int target, long count, String... sources) {
        StatusRuntimeException thrown = refused(() -> reported(campaign, target, count, sources));
        assertThat(reasonOf(thrown)).isEqualTo(Reason.INVALID_FIELD);
        return thrown;
    }

    @Test
    void eachCaseCountsOnceAndCanBeTakenBack() {
        // Given
        Campaign planned = planned();
        String first = newCase(false);
        String second = newCase(false);

        // When
        Campaign two = reported(planned, CASES, 2, first, second);

        // Then
        assertThat(two.getTargets(0).getReached()).isEqualTo(2);
        assertThat(two.getTargets(0).getMeasure()).isEqualTo(Campaign.Measure.CASES);
        assertThat(two.getResults(0).getSourcesList()).containsExactly(first, second);
        assertThat(wrong(two, CASES, 1, first)).hasMessageContaining("was counted already");
        Campaign one = reported(two, CASES, -1, first);
        assertThat(one.getTargets(0).getReached()).isEqualTo(1);
        assertThat(wrong(one, CASES, -1, first)).hasMessageContaining("was not counted");
        assertThat(reported(one, CASES, 1, first).getTargets(0).getReached()).isEqualTo(2);
        assertThat(campaigns()
                        .listCampaigns(ListCampaignsRequest.getDefaultInstance())
                        .getCampaigns(0)
                        .getResultsList())
                .hasSize(3)
                .allSatisfy(result -> assertThat(result.getSourcesList()).isEmpty());
        assertThat(campaigns()
                        .getCampaign(GetCampaignRequest.newBuilder()
                                .setName(planned.getName())
                                .build())
                        .getCampaign()
                        .getResultsCount())
                .isEqualTo(3);
    }

    @Test
    void whatDoesNotCountIsRefused() {
        // Given
        Campaign planned = planned();
        String drill = newCase(true);
        String real = newCase(false);

        // When
        StatusRuntimeException exercise = wrong(planned, CASES, 1, drill);

        // Then
        assertThat(exercise).hasMessageContaining("is an exercise");
        assertThat(wrong(planned, CASES, 2, real)).hasMessageContaining("as many as the count");
        assertThat(wrong(planned, INSPECTIONS, 1, real)).hasMessageContaining("is none of INSPECTIONS");
        assertThat(wrong(planned, NETS, 1, real)).hasMessageContaining("counted by hand");
        assertThat(reasonOf(refused(() -> reported(planned, CASES, 1, "cases/" + UUID.randomUUID()))))
                .isEqualTo(Reason.NOT_FOUND);
        clock.advance(Duration.ofDays(31));
        assertThat(wrong(planned, CASES, 1, newCase(false))).hasMessageContaining("the campaign goes from");
        assertThat(reported(planned, NETS, 7).getTargets(2).getReached()).isEqualTo(7);
    }
}
