package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.species.FakeSpeciesLists;
import io.qipan.ecology.species.KnownSpecies;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.ecology.v1.AppliedRule;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.ListRulesRequest;
import io.qipan.proto.ecology.v1.ListRulesResponse;
import io.qipan.proto.ecology.v1.NotCovered;
import io.qipan.proto.ecology.v1.Rule;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import io.qipan.proto.ecology.v1.RuleServiceGrpc.RuleServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RuleRpcTest {
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final Instant JULY = Instant.parse("2022-07-15T02:00:00Z");

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T02:00:00Z"));
    private final FakeRuleSets sets = new FakeRuleSets();
    private final FakeSpeciesLists lists = new FakeSpeciesLists();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(new RuleRpc(
                    RULES,
                    new EvaluateAct(RULES, clock),
                    new ListRules(RULES),
                    new ChooseRuleSet(RULES, sets, unitOfWork),
                    new SpeciesFacts(new KnownSpecies(unitOfWork, lists)))))
            .withClock(clock);

    private RuleServiceBlockingStub rules() {
        return RuleServiceGrpc.newBlockingStub(rpc.channel(Role.UNIT));
    }

    private static EvaluateActRequest.Builder act(String activity) {
        return EvaluateActRequest.newBuilder()
                .setActivity(activity)
                .setActAt(Timestamp.newBuilder().setSeconds(JULY.getEpochSecond()));
    }

    private static Point wuhai(Datum datum) {
        return Point.newBuilder()
                .setLatitude(39.67)
                .setLongitude(106.78)
                .setDatum(datum)
                .build();
    }

    @Test
    void tellsTheRuleWithPlaceSeasonAndActivityInTwoLanguages() {
        // When
        EvaluateActResponse response = rules().evaluateAct(act("fishing_net")
                .setPoint(wuhai(Datum.WGS84))
                .setUncertaintyM(50)
                .build());

        // Then
        assertThat(response.getAllowedAsFarAsKnown()).isFalse();
        assertThat(response.getRuleSetRevision()).isEqualTo(RULES.revision());
        AppliedRule applied = response.getApplied(0);
        assertThat(applied.getRule().getName()).isEqualTo("rules/fishing-ban-yellow-river-nm-2022");
        assertThat(applied.getRule().getSeasonText()).isEqualTo("04-01 00:00 to 07-31 24:00, every year");
        assertThat(applied.getRule().getInForceFrom()).isEqualTo("2022-01-01");
        assertThat(applied.getRule().getInForceUntil()).isEqualTo("2026-05-01");
        assertThat(applied.getRule().getCitation()).contains("农业农村部通告〔2022〕1号");
        assertThat(applied.getRule().getHandling()).isEqualTo(Handling.ADMINISTRATIVE);
        assertThat(applied.getPlaceUncertain()).isFalse();
        assertThat(applied.getBecauseEnList())
                .startsWith(
                        "place: the act lies in the main stem of the Yellow River in Inner Mongolia (yellow_river_nm),"
                                + " 0.2 km from its line; its place is approximate: 6.0 km to each side of a line drawn by hand,"
                                + " accurate to about 5.0 km",
                        "season: 2022-07-15 10:00:00 local time lies in 04-01 00:00 to 07-31 24:00, every year; in force from 2022-01-01 to 2026-04-30",
                        "activity: fishing with nets (fishing_net) is a kind of fishing of any kind (fishing),"
                                + " which is forbidden and leaves no exception for it");
        assertThat(applied.getBecauseZhList())
                .satisfiesExactly(
                        place -> assertThat(place).startsWith("地点：该行为位于黄河干流内蒙古段"),
                        season ->
                                assertThat(season).startsWith("时间：当地时间2022-07-15 10:00:00处于每年04-01 00:00至07-31 24:00"),
                        activity -> assertThat(activity).startsWith("行为：网具捕捞"),
                        basis -> assertThat(basis).startsWith("依据：农业农村部通告〔2022〕1号; 渔业法 (2013修正)"),
                        source -> assertThat(source).startsWith("存疑"));
    }

    @ParameterizedTest
    @EnumSource(
            value = Datum.class,
            names = {"WGS84", "GCJ02", "BD09"})
    void takesAPointInEveryDatum(Datum datum) {
        // When
        EvaluateActResponse response =
                rules().evaluateAct(act("fishing_net").setPoint(wuhai(datum)).build());

        // Then
        assertThat(response.getAppliedList()).hasSize(1);
    }

    @Test
    void anActivityWhoseLawOfTheTimeIsNotCoveredIsNotCalledAllowed() {
        // When
        EvaluateActResponse response = rules().evaluateAct(
                        act("straw_burning").setPoint(wuhai(Datum.WGS84)).build());

        // Then
        assertThat(response.getAllowedAsFarAsKnown()).isFalse();
        assertThat(response.getAppliedList()).isEmpty();
        assertThat(response.getNotCoveredList())
                .extracting(NotCovered::getSubject)
                .containsExactly("pollution_law", "pollution_crime");
        assertThat(response.getNotCovered(0)).satisfies(gap -> {
            assertThat(gap.getCoveredFrom()).isEqualTo("2026-08-15");
            assertThat(gap.getBecauseEn()).contains("not covered before 2026-08-15");
            assertThat(gap.getBecauseZh()).contains("2026-08-15以前");
        });
        assertThat(response.getRuleSetRevision()).isEqualTo(RULES.revision());
    }

    @Test
    void mayBeAskedForTheFuture() {
        // When
        EvaluateActResponse response = rules().evaluateAct(act("fishing_net")
                .setActAt(Timestamp.newBuilder()
                        .setSeconds(Instant.parse("2099-07-01T00:00:00Z").getEpochSecond()))
                .setOptionalWater("laoha_river")
                .build());

        // Then
        assertThat(response.getApplied(0).getRule().getName()).isEqualTo("rules/fishing-ban-liao-basin-2026");
    }

    @Test
    void refusesAnUnknownActivity() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(
                        act("flying").setOptionalWater("laoha_river").build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.metadataOf(refused)).containsEntry("resource", "activities/flying");
    }

    @Test
    void refusesAnUnknownWaterAndNamesTheKnownOnes() {
        // When
        StatusRuntimeException refused = Refusals.refused(() ->
                rules().evaluateAct(act("fishing_net").setOptionalWater("rhine").build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(Refusals.metadataOf(refused)).containsEntry("problem", "unknown_water");
        assertThat(Refusals.textOf(refused)).contains("'rhine'", "laoha_river", "yellow_river_nm");
    }

    @Test
    void refusesAPointThatDoesNotFitTheWater() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(act("fishing_net")
                .setPoint(wuhai(Datum.WGS84))
                .setOptionalWater("laoha_river")
                .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(Refusals.metadataOf(refused)).containsEntry("problem", "point_outside_water");
        assertThat(Refusals.textOf(refused)).contains("km from the line of laoha_river");
    }

    @Test
    void refusesAnActWithoutAnyPlace() {
        // When
        StatusRuntimeException refused =
                Refusals.refused(() -> rules().evaluateAct(act("fishing_net").build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.textOf(refused)).contains("give a point, a water, or an area");
    }

    @Test
    void refusesNumbersThatAreNone() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(act("fishing_net")
                .setPoint(wuhai(Datum.WGS84).toBuilder().setLatitude(Double.NaN))
                .setUncertaintyM(Double.POSITIVE_INFINITY)
                .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.fieldsOf(refused)).contains("point.latitude", "uncertainty_m");
    }

    @Test
    void listsAllRulesByNameOverPages() {
        // Given
        List<Rule> listed = new ArrayList<>();
        String token = "";

        // When
        do {
            ListRulesResponse page = rules().listRules(ListRulesRequest.newBuilder()
                    .setPageSize(3)
                    .setPageToken(token)
                    .build());
            listed.addAll(page.getRulesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());

        // Then
        assertThat(listed)
                .hasSize(RULES.rules().size())
                .extracting(Rule::getName)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void refusesATokenOfAnotherList() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().listRules(ListRulesRequest.newBuilder()
                .setPageToken("bm9uc2Vuc2U")
                .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }

    @Test
    void nobodyAsksAnonymously() {
        // When
        StatusRuntimeException refused = Refusals.refused(() ->
                RuleServiceGrpc.newBlockingStub(rpc.anonymous()).listRules(ListRulesRequest.getDefaultInstance()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void standsRandomMessages() {
        RandomMessages.throwAt(rpc, RuleServiceGrpc.getServiceDescriptor(), 2_000, 20261121);
    }
}
