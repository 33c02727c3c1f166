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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Random lives of a notice; jqwik prints the seed of a failure. {@code -Dtransitions.update=true} publishes the table
 * anew.
 */
class DutyNoticeProperty {
    private static final Instant NOON = Instant.parse("2026-11-20T04:00:00Z");
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Path TABLE = Path.of("..", "docs", "transitions", "duty-notice.csv");
    private static final String HEADER = "from,act,to";

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
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Set<String> seen = new HashSet<>();
        Deque<DutyNotice> open = new ArrayDeque<>(List.of(sent()));
        while (!open.isEmpty()) {
            DutyNotice notice = open.pop();
            String state = notice.state().word();
            // After the second alert another one escalates, and then none changes anything.
            if (!seen.add(state + notice.state().deliveredAt() + Math.min(3, notice.alerts()))) {
                continue;
            }
            for (Event event : Event.values()) {
                if (happen(event, notice, NOON) instanceof Granted<DutyNotice>(DutyNotice next)) {
                    rows.add(String.join(
                            ",",
                            state,
                            event.name().toLowerCase(Locale.ROOT),
                            next.state().word()));
                    open.push(next);
                }
            }
        }
        if (Boolean.getBoolean("transitions.update")) {
            Path ignored = Files.writeString(TABLE, HEADER + "\n" + String.join("\n", rows) + "\n");
        }

        // When
        List<String> published = Files.readAllLines(TABLE);

        // Then
        assertThat(published).first().isEqualTo(HEADER);
        assertThat(published.subList(1, published.size())).containsExactlyElementsOf(rows);
    }

    @Example
    void a_delivery_puts_off_no_alert() {
        DutyNotice delivered = sent().deliver(NOON.plusSeconds(59)).orRefuse();

        assertThat(delivered.state()).isEqualTo(new Delivered(NOON.plusSeconds(59), NOON.plus(WITHIN)));
    }
}
