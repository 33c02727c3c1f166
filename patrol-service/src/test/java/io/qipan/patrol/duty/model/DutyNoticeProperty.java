package io.qipan.patrol.duty.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.duty.model.NoticeState.Acknowledged;
import io.qipan.patrol.duty.model.NoticeState.Closed;
import io.qipan.patrol.duty.model.NoticeState.Delivered;
import io.qipan.patrol.duty.model.NoticeState.Escalated;
import io.qipan.patrol.duty.model.NoticeState.Lapse;
import io.qipan.patrol.duty.model.NoticeState.Open;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Random lives of a notice; jqwik prints the seed of a failure. */
class DutyNoticeProperty {
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(1);

    enum Event {
        DELIVER,
        ALERT,
        ACKNOWLEDGE,
        LAPSE
    }

    private static DutyNotice sent() {
        return DutyNotice.sent(new UUID(1, 1), new UUID(2, 2), "level-1", new UUID(3, 3), "units/a", WITHIN, NOON);
    }

    private static Decision<DutyNotice> happen(Event event, DutyNotice notice, Instant at) {
        return switch (event) {
            case DELIVER -> notice.deliver(at);
            case ALERT -> notice.alertAgain(at);
            case ACKNOWLEDGE -> notice.acknowledge("A1", at);
            case LAPSE -> notice.lapse(Lapse.SHIFT_OVER, at);
        };
    }

    @Property
    void whatever_happens_a_notice_waits_for_an_alert_until_a_person_acknowledges_or_it_lapses(
            @ForAll @Size(max = 12) List<Event> events) {
        DutyNotice notice = sent();
        Instant at = NOON;
        for (Event event : events) {
            at = at.plusSeconds(7);
            DutyNotice before = notice;

            if (happen(event, before, at) instanceof Granted<DutyNotice>(DutyNotice after)) {
                assertThat(before.state()).isNotInstanceOf(Closed.class);
                assertThat(after.state() instanceof Acknowledged).isEqualTo(event == Event.ACKNOWLEDGE);
                assertThat(after.state() instanceof Closed)
                        .isEqualTo(event == Event.ACKNOWLEDGE || event == Event.LAPSE);
                assertThat(after.version()).isEqualTo(before.version() + (event == Event.ALERT ? 0 : 1));
                assertThat(after.alerts()).isEqualTo(before.alerts() + (event == Event.ALERT ? 1 : 0));
                if (before.state().escalatedAt().isPresent()) {
                    assertThat(after.state().escalatedAt())
                            .isEqualTo(before.state().escalatedAt());
                }
                if (before.state().deliveredAt().isPresent()) {
                    assertThat(after.state().deliveredAt())
                            .isEqualTo(before.state().deliveredAt());
                }
                if (event == Event.ALERT) {
                    assertThat(((Open) after.state()).nextAlertAt()).isEqualTo(at.plus(WITHIN));
                }
                assertThat(after.state() instanceof Open && after.alerts() > 2)
                        .isEqualTo(after.state() instanceof Escalated);
                notice = after;
            } else {
                assertThat(before.state() instanceof Closed
                                || event == Event.DELIVER
                                        && before.state().deliveredAt().isPresent())
                        .isTrue();
            }
        }
    }

    @Example
    void a_delivery_puts_off_no_alert() {
        DutyNotice delivered = sent().deliver(NOON.plusSeconds(59)).orRefuse();

        assertThat(delivered.state()).isEqualTo(new Delivered(NOON.plusSeconds(59), NOON.plus(WITHIN)));
    }
}
