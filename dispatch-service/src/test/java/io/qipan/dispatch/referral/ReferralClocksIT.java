package io.qipan.dispatch.referral;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.proto.dispatch.v1.Referral.State;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nobody decides, or nobody tells: somebody is reminded, and at last it is ours. */
class ReferralClocksIT extends ReferralScenario {
    private static final Duration DECIDE_WITHIN = Duration.ofMinutes(5);

    private static List<String> attentions() {
        return rows("select kind || ' ' || state from attention where starts_with(resource, 'referrals/') order by id");
    }

    @Test
    void nobody_decides_so_command_is_told_and_then_it_is_ours() {
        // Given
        Referral offered = offer(aMatter("W-17"));
        pass(DECIDE_WITHIN.minusSeconds(1));
        assertThat(now(offered).getState()).isEqualTo(State.OFFERED);
        pass(1);
        Referral reminded = now(offered);
        assertThat(reminded.getState()).isEqualTo(State.REMINDED);
        assertThat(reminded.getOwner()).isEqualTo("desk:command");
        assertThat(attentions()).containsExactly("REFERRAL_WAITS untaken");

        // When
        pass(DECIDE_WITHIN);

        // Then
        Referral kept = now(offered);
        assertThat(kept.getState()).isEqualTo(State.ACCEPTED);
        assertThat(kept.getAcceptedBy()).isEqualTo("system:referral.decide");
        assertThat(callOf(offered).getState()).isEqualTo(Call.State.OPEN);
        assertThat(callOf(offered).getOwner()).isEqualTo("desk:command");
        assertThat(deadlines(kept.getCall())).containsExactly("call.decide");
        assertThat(attentions()).containsExactly("REFERRAL_WAITS settled");
        assertThat(told(offered.getName())).containsExactly("referral.offered", "referral.undecided", "referral.kept");
        assertThat(dispatch.meters()
                        .get("qipan.referrals.kept")
                        .tag("agency", HOTLINE)
                        .counter()
                        .count())
                .isOne();
    }

    @Test
    void a_reminded_one_can_still_be_returned_or_accepted() {
        // Given
        Referral one = offer(aMatter("W-1"));
        Referral other = offer(aMatter("W-2"));
        pass(DECIDE_WITHIN);

        // When
        giveBack(one);
        accept(other);

        // Then
        pass(DECIDE_WITHIN);
        assertThat(now(one).getState()).isEqualTo(State.RETURNED);
        assertThat(now(other).getState()).isEqualTo(State.ACCEPTED);
        assertThat(now(other).getAcceptedBy()).isEqualTo("wang");
    }

    @Test
    void danger_that_nobody_decided_on_keeps_its_call() {
        // Given
        Referral offered = offer(danger("W-17"));

        // When
        pass(DECIDE_WITHIN.multipliedBy(2));

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.ACCEPTED);
        assertThat(now(offered).getCall()).isEqualTo(offered.getCall());
        assertThat(rows("select id::text from call")).hasSize(1);
    }

    @Test
    void danger_that_was_worked_and_ended_before_anybody_decided_is_completed() {
        // Given
        Referral offered = offer(danger("W-17"));
        desk().end(opened(offered));

        // When
        look();

        // Then
        assertThat(now(offered).getState()).isEqualTo(State.COMPLETED);
        assertThat(now(offered).getAcceptedBy()).isEqualTo("system:referral.follow");
        assertThat(deadlines(offered.getName())).isEmpty();
        assertThat(told(offered.getName())).containsExactly("referral.offered", "referral.completed");
    }

    @Test
    void a_result_that_we_owe_is_missed_again_and_again_without_another_etag() {
        // Given
        Referral accepted = accept(offer(aMatter("W-17")));

        // When
        pass(Duration.ofHours(24));
        pass(Duration.ofHours(24));

        // Then
        assertThat(told(accepted.getName()).stream().filter("referral.overdue"::equals))
                .hasSize(2);
        assertThat(now(accepted).getEtag()).isEqualTo(accepted.getEtag());
        assertThat(now(accepted).getNextDeadlineAt())
                .isEqualTo(Times.message(clock.instant().plus(Duration.ofHours(24))));
    }

    @Test
    void two_replicas_that_find_the_same_deadlines_do_everything_once() throws Exception {
        // Given
        List<Referral> offered = List.of(offer(aMatter("W-1")), offer(aMatter("W-2")), offer(danger("W-3")));
        clock.advance(DECIDE_WITHIN);
        List<Future<Integer>> replicas = new ArrayList<>();

        // When
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < 2; i++) {
                replicas.add(threads.submit(() -> {
                    var worker = dispatch.worker();
                    int handled = 0;
                    while (worker.handleNext()) {
                        handled++;
                    }
                    return handled;
                }));
            }
        }

        // Then
        for (Future<Integer> replica : replicas) {
            assertThat(replica.get()).isNotNegative();
        }
        assertThat(offered).allSatisfy(referral -> {
            assertThat(now(referral).getState()).isEqualTo(State.REMINDED);
            assertThat(told(referral.getName())).containsExactly("referral.offered", "referral.undecided");
        });
    }

    @Test
    void a_drill_stays_a_drill() {
        // Given
        Referral offered = offer(aMatter("W-17").setDrill(true));

        // When
        pass(DECIDE_WITHIN);
        pass(DECIDE_WITHIN);

        // Then
        assertThat(callOf(offered).getDrill()).isTrue();
        assertThat(rows("select distinct drill::text from attention where starts_with(resource, 'referrals/')"))
                .containsExactly("true");
        assertThat(dispatch.meters().find("qipan.referrals.kept").counter()).isNull();
    }

    @Test
    void every_open_referral_is_open_work_with_an_owner_and_a_deadline() {
        // Given
        Referral offered = offer(aMatter("W-1"));
        Referral accepted = accept(offer(aMatter("W-2")));
        Referral returned = giveBack(offer(aMatter("W-3")));

        // When
        var work = desk().oversight
                .listOpenWork(ListOpenWorkRequest.getDefaultInstance())
                .getWorkList();

        // Then
        assertThat(work)
                .extracting(OpenWork::getResource)
                .contains(offered.getName(), accepted.getName())
                .doesNotContain(returned.getName());
        assertThat(desk().oversight
                        .listOpenWork(ListOpenWorkRequest.newBuilder()
                                .setOrphansOnly(true)
                                .build())
                        .getWorkList())
                .isEmpty();
    }
}
