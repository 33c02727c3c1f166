package io.qipan.ecology.checklist.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.checklist.model.ItemState.Done;
import io.qipan.ecology.checklist.model.ItemState.Overdue;
import io.qipan.ecology.checklist.model.ItemState.Waived;
import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories of an item across the end of a year, by a clock that sometimes jumps back. */
class ChecklistItemProperty {
    private static final YearMonth DECEMBER = YearMonth.of(2026, 12);
    private static final Instant BEGIN = Instant.parse("2026-11-30T16:00:00Z");
    private static final Instant DUE = Instant.parse("2026-12-31T16:00:00Z");

    private static ChecklistItem made() {
        Task task = new Task(
                "checklistTemplates/reach",
                1,
                "walk",
                DECEMBER,
                "Walk the reach",
                "",
                "",
                "agencies/wuhai",
                Optional.empty(),
                "chen",
                DUE);
        return ChecklistItem.made(new UUID(1, 1), task, "wang", BEGIN, "system:checklist.month");
    }

    @Property
    void whatWasLateStaysLateAndNobodyIsLeftWithoutAnEnd(@ForAll Random random) {
        // Given
        ChecklistItem item = made();
        Instant now = BEGIN;
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(80) - 10));

            // When
            Decision<ChecklistItem> decision = step(item, now, random);

            // Then
            if (decision instanceof Granted<ChecklistItem>(ChecklistItem next)) {
                assertThat(next.version()).isEqualTo(item.version() + 1);
                assertThat(next.lateness().late() || !item.lateness().late())
                        .as("late is not healed")
                        .isTrue();
                assertThat(next.lateness().escalations())
                        .isGreaterThanOrEqualTo(item.lateness().escalations());
                assertThat(next.task()).as("its end stays").isEqualTo(item.task());
                if (now.isAfter(DUE) && !next.state().isWaiting()) {
                    assertThat(next.lateness().late()).isTrue();
                }
                if (next.state() instanceof Overdue) {
                    assertThat(next.lateness().late()).isTrue();
                }
                item = next;
            } else {
                assertThat(item.state().isWaiting() && now.isAfter(DUE))
                        .as("what is overdue can always go up")
                        .isEqualTo(item.escalated(now, "system") instanceof Granted);
            }
        }
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Instant before = DUE.minusSeconds(1);
        Instant after = DUE.plusSeconds(1);
        Map<String, Function<ChecklistItem, Decision<ChecklistItem>>> acts = Map.of(
                "tick", item -> item.ticked(new Done(before, before, "wang", "done", Optional.empty())),
                "tick late", item -> item.ticked(new Done(before, after, "wang", "done", Optional.empty())),
                "waive", item -> item.waived(new Waived(before, "chen", "ice")),
                "reopen", item -> item.reopened(before, "chen"),
                "reassign", item -> item.reassigned("li"),
                "its end passes", item -> item.escalated(after, "system:checklist.due"));
        TransitionTable.check(
                "checklist-item",
                made(),
                acts,
                item -> item.state().code().toLowerCase(Locale.ROOT)
                        + (item.lateness().late() ? " late" : ""));
    }

    /** Told as done at any time from the begin of the month on, before or after it is told. */
    private static Decision<ChecklistItem> step(ChecklistItem item, Instant now, Random random) {
        return switch (random.nextInt(6)) {
            case 0 ->
                item.ticked(new Done(
                        BEGIN.plus(Duration.ofHours(random.nextInt(1_000) - 10)),
                        now,
                        "wang",
                        "done",
                        Optional.empty()));
            case 1 -> item.reopened(now, "chen");
            case 2 -> item.waived(new Waived(now, "chen", "ice"));
            case 3 -> item.reassigned(random.nextBoolean() ? "li" : "chen");
            default -> item.escalated(now, "system:checklist.due");
        };
    }
}
