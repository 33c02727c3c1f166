package io.qipan.ecology.oversight.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.oversight.model.Campaign.Measure;
import io.qipan.ecology.oversight.model.Campaign.Plan;
import io.qipan.ecology.oversight.model.Campaign.Result;
import io.qipan.ecology.oversight.model.Campaign.State;
import io.qipan.ecology.oversight.model.Campaign.Target;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories of a campaign, with a deadline worker that looks whenever it likes. */
class CampaignProperty {
    private static final Instant START = Instant.parse("2026-12-20T02:00:00Z");
    private static final Instant END = START.plus(Duration.ofDays(30));

    private static Campaign planned() {
        List<Target> targets = List.of(new Target("nets", "piece", 100), new Target("boats", "piece", 3));
        return Campaign.planned(new UUID(1, 1), new Plan("winter nets", "paper 3", "chen", START, END, targets));
    }

    @Example
    void fiveThousandNamesAreEnoughAndCanBeTakenBack() {
        // Given
        List<Target> targets = List.of(new Target("cases", "case", 9_000, Measure.CASES));
        Campaign full =
                Campaign.planned(new UUID(1, 1), new Plan("winter nets", "paper 3", "chen", START, END, targets));
        for (int report = 0; report < 25; report++) {
            full = full.reported(naming(report * 200, 200, 1)).orRefuse();
        }

        // When
        Decision<Campaign> more = full.reported(naming(5_000, 1, 1));

        // Then
        assertThat(((Refused<Campaign>) more).refusal().message()).contains("5000", "plan another");
        assertThat(full.reported(naming(0, 200, -1)).orRefuse().reached(1)).isEqualTo(4_800);
    }

    private static Result naming(int from, int count, int sign) {
        List<String> names = IntStream.range(from, from + count)
                .mapToObj(number -> "cases/" + new UUID(2, number))
                .toList();
        return new Result(1, (long) sign * count, "", "li", START, names);
    }

    private static Result result(int target, long count, Instant at) {
        return new Result(target, count, "", "li", at);
    }

    @Property
    void whatIsReachedIsTheSumOfWhatWasReportedAndWhatWasLateStaysLate(@ForAll Random random) {
        // Given
        Campaign campaign = planned();
        Instant now = START.minus(Duration.ofDays(2));
        long[] reached = new long[2];
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(48)));
            if (random.nextBoolean()) {
                Campaign looked = campaign.ranOut(now);
                assertThat(looked.ranOut(now)).as("found twice").isEqualTo(looked);
                assertThat(looked.late() || !campaign.late()).isTrue();
                campaign = looked;
            }
            int target = 1 + random.nextInt(3);
            long count = random.nextInt(60) - 20;
            boolean concludes = random.nextInt(15) == 0;

            // When
            Decision<Campaign> decision =
                    concludes ? campaign.concluded(now, "done") : campaign.reported(result(target, count, now));

            // Then
            switch (decision) {
                case Granted<Campaign>(Campaign next) -> {
                    assertThat(campaign.state()).isNotInstanceOf(State.Concluded.class);
                    assertThat(next.version()).isEqualTo(campaign.version() + 1);
                    if (!concludes) {
                        reached[target - 1] += count;
                    }
                    campaign = next;
                }
                case Refused<Campaign>(var refusal) ->
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INVALID_FIELD);
            }
            assertThat(campaign.reached(1)).isEqualTo(reached[0]).isNotNegative();
            assertThat(campaign.reached(2)).isEqualTo(reached[1]).isNotNegative();
            assertThat(campaign.nextDue().isPresent()).isEqualTo(campaign.state() instanceof State.Running);
            if (campaign.state() instanceof State.Concluded(Instant at, String _)) {
                assertThat(campaign.late()).isEqualTo(END.isBefore(at));
            }
        }
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Map<String, Function<Campaign, Decision<Campaign>>> acts = Map.of(
                "report", campaign -> campaign.reported(result(1, 1, START)),
                "report_before_it_begins", campaign -> campaign.reported(result(1, 1, START.minusSeconds(1))),
                "run_out", campaign -> Decision.grant(campaign.ranOut(END.plusSeconds(1))),
                "conclude", campaign -> campaign.concluded(END, "done"),
                "conclude_late", campaign -> campaign.concluded(END.plusSeconds(1), "done"));
        TransitionTable.check("campaign", planned(), acts, CampaignProperty::word);
    }

    private static String word(Campaign campaign) {
        return campaign.stateCode().toLowerCase(java.util.Locale.ROOT) + (campaign.late() ? " late" : "");
    }
}
