package io.qipan.ecology.checklist;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.proto.ecology.v1.ChecklistItem;
import io.qipan.proto.ecology.v1.ChecklistItem.State;
import io.qipan.proto.ecology.v1.ListChecklistItemsRequest;
import io.qipan.proto.ecology.v1.ReassignChecklistItemRequest;
import io.qipan.proto.ecology.v1.ReopenChecklistItemRequest;
import io.qipan.proto.ecology.v1.WaiveChecklistItemRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An item of November that Wang has to do by the 25th, under Chen. */
class ChecklistItemRpcIT extends ChecklistScenario {
    private static final Instant DUE = Instant.parse("2026-11-25T16:00:00Z");

    private ChecklistItem item = ChecklistItem.getDefaultInstance();

    @BeforeEach
    void oneToDo() {
        var ignored =
                lists().reviseChecklistTemplate(template(0, point("walk", 25)).build());
        item = made("2026-11").getFirst();
    }

    private ChecklistItem reopened(ChecklistItem from) {
        return as("chen", Role.COMMANDER)
                .reopenChecklistItem(ReopenChecklistItemRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(from.getName())
                        .setEtag(from.getEtag())
                        .setReason("it was another reach")
                        .build())
                .getItem();
    }

    private ChecklistItem reassigned(ChecklistItem from, String owner) {
        return as("chen", Role.COMMANDER)
                .reassignChecklistItem(ReassignChecklistItemRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(from.getName())
                        .setEtag(from.getEtag())
                        .setOwner(owner)
                        .setReason("on leave")
                        .build())
                .getItem();
    }

    private ChecklistItem waived(ChecklistItem from) {
        return as("chen", Role.COMMANDER)
                .waiveChecklistItem(WaiveChecklistItemRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(from.getName())
                        .setEtag(from.getEtag())
                        .setReason("ice")
                        .build())
                .getItem();
    }

    private int told(String action) {
        return DATABASE.unitOfWork()
                .read(() -> io.qipan.runtime.work.Tx.current()
                        .query("select 1 from journal where action = $1", action)
                        .size());
    }

    @Test
    void whatIsTickedOffInTimeIsDoneAndGoesNowhere() {
        // When
        ChecklistItem done =
                as("wang", Role.UNIT).tickChecklistItem(tick(item).build()).getItem();

        // Then
        assertThat(done.getState()).isEqualTo(State.DONE);
        assertThat(done.getStateBy()).isEqualTo("wang");
        assertThat(done.getNote()).isEqualTo("walked from the bridge to the weir");
        clock.set(DUE.plus(Duration.ofDays(30)));
        handleAllDue();
        assertThat(now(item)).isEqualTo(done);
        assertThat(done.getLate()).isFalse();
    }

    @Test
    void theLastInstantIsInTime() {
        // Given
        clock.set(DUE);
        handleAllDue();

        // When
        ChecklistItem done =
                as("wang", Role.UNIT).tickChecklistItem(tick(item).build()).getItem();

        // Then
        assertThat(done.getLate()).isFalse();
    }

    @Test
    void whatNobodyTicksOffGoesUpAndAgainEachWeek() {
        // Given
        clock.set(DUE.plusSeconds(1));

        // When
        handleAllDue();

        // Then
        ChecklistItem overdue = now(item);
        assertThat(overdue.getState()).isEqualTo(State.OVERDUE);
        assertThat(overdue.getLate()).isTrue();
        assertThat(overdue.getEscalations()).isEqualTo(1);
        assertThat(listed(ListChecklistItemsRequest.newBuilder()
                        .setOptionalSupervisor("chen")
                        .setOverdue(true)))
                .containsExactly(overdue);
        clock.advance(Duration.ofDays(7));
        handleAllDue();
        assertThat(now(item).getEscalations()).isEqualTo(2);
        assertThat(told("checklist_item.overdue")).isEqualTo(2);
        assertThat(meters.counter("qipan.checklist.overdue").count()).isEqualTo(2);
    }

    @Test
    void whatIsToldAfterItsTimeIsLateWhateverTimeIsTold() {
        // Given
        clock.set(DUE.plusSeconds(1));

        // When
        ChecklistItem done = as("wang", Role.UNIT)
                .tickChecklistItem(tick(item)
                        .setDoneAt(Times.message(DUE.minusSeconds(3_600)))
                        .build())
                .getItem();

        // Then
        assertThat(done.getLate()).as("before the worker has looked").isTrue();
        assertThat(done.getDoneAt()).isEqualTo(Times.message(DUE.minusSeconds(3_600)));
        assertThat(reopened(done).getLate()).isTrue();
    }

    @Test
    void anItemThatIsOpenedAgainAfterItsTimeGoesUpAtOnce() {
        // Given
        ChecklistItem done =
                as("wang", Role.UNIT).tickChecklistItem(tick(item).build()).getItem();
        clock.set(DUE.plus(Duration.ofDays(2)));

        // When
        ChecklistItem open = reopened(done);

        // Then
        assertThat(open.getState()).isEqualTo(State.OPEN);
        handleAllDue();
        assertThat(now(item).getState()).isEqualTo(State.OVERDUE);
    }

    @Test
    void somebodyElsesItemIsNotTickedOff() {
        // Given
        var request = tick(item).build();

        // When
        Reason reason = reasonOf(refused(() -> as("li", Role.ECOLOGY_OFFICER).tickChecklistItem(request)));

        // Then
        assertThat(reason).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(as("chen", Role.COMMANDER)
                        .tickChecklistItem(request)
                        .getItem()
                        .getState())
                .isEqualTo(State.DONE);
    }

    @Test
    void theItemOfADeskIsForEverybodyThere() {
        // Given
        ChecklistItem desk = reassigned(item, "desk:ecology");

        // When
        ChecklistItem done = as("li", Role.ECOLOGY_OFFICER)
                .tickChecklistItem(tick(desk).build())
                .getItem();

        // Then
        assertThat(done.getState()).isEqualTo(State.DONE);
        assertThat(done.getStateBy()).isEqualTo("li");
    }

    @Test
    void givenToSomebodyElseItKeepsItsTimeAndGoesUpNoMoreOftenForIt() {
        // Given
        clock.set(DUE.plusSeconds(1));
        handleAllDue();

        // When
        ChecklistItem given = reassigned(now(item), "li");

        // Then
        handleAllDue();
        assertThat(now(item)).isEqualTo(given);
        assertThat(given.getOwner()).isEqualTo("li");
        assertThat(given.getDueAt()).isEqualTo(item.getDueAt());
        assertThat(given.getEscalations()).isEqualTo(1);
        assertThat(reasonOf(refused(() -> reassigned(given, "chen")))).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void anOverdueItemCanBeWaivedAndStaysLate() {
        // Given
        clock.set(DUE.plusSeconds(1));
        handleAllDue();

        // When
        ChecklistItem waived = waived(now(item));

        // Then
        assertThat(waived.getState()).isEqualTo(State.WAIVED);
        assertThat(waived.getReason()).isEqualTo("ice");
        assertThat(waived.getLate()).isTrue();
        clock.advance(Duration.ofDays(30));
        handleAllDue();
        assertThat(now(item)).isEqualTo(waived);
        assertThat(reasonOf(refused(() -> waived(waived)))).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> reassigned(waived, "li")))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void whatShowsItMustBeThere() {
        // Given
        var request = tick(item)
                .setOptionalProof("inspections/01939b4e-0000-7000-8000-000000000001")
                .build();

        // When
        Reason reason = reasonOf(refused(() -> as("wang", Role.UNIT).tickChecklistItem(request)));

        // Then
        assertThat(reason).isEqualTo(Reason.NOT_FOUND);
        assertThat(now(item)).isEqualTo(item);
    }

    @Test
    void isNotDoneBeforeItsMonthNorInTheFuture() {
        // Given
        var before = tick(item)
                .setDoneAt(Times.message(Instant.parse("2026-10-31T15:59:59Z")))
                .build();
        var later = tick(item)
                .setDoneAt(Times.message(clock.instant().plus(Duration.ofHours(1))))
                .build();

        // When
        Reason early = reasonOf(refused(() -> as("wang", Role.UNIT).tickChecklistItem(before)));
        Reason ahead = reasonOf(refused(() -> as("wang", Role.UNIT).tickChecklistItem(later)));

        // Then
        assertThat(early).isEqualTo(Reason.INVALID_FIELD);
        assertThat(ahead).isEqualTo(Reason.TIME_IN_FUTURE);
    }

    @Test
    void aClockThatWasSetBackMakesNothingLate() {
        // Given
        DATABASE.execute("update deadline set due_at = '2026-11-20T00:00:00Z' where kind = 'checklist.due'");

        // When
        handleAllDue();

        // Then
        assertThat(now(item)).isEqualTo(item);
        clock.set(DUE.plusSeconds(1));
        handleAllDue();
        assertThat(now(item).getState()).isEqualTo(State.OVERDUE);
    }

    @Test
    void listsByOwnerMonthTemplateAndInPages() {
        // Given
        ChecklistItem next = made("2026-12").getFirst();
        ChecklistItem given = reassigned(next, "li");

        // When
        var first = as("wang", Role.UNIT)
                .listChecklistItems(
                        ListChecklistItemsRequest.newBuilder().setPageSize(1).build());

        // Then
        assertThat(first.getItemsList()).containsExactly(given);
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setPageSize(1).setPageToken(first.getNextPageToken())))
                .containsExactly(item);
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOptionalOwner("wang")))
                .containsExactly(item);
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOptionalMonth("2026-12")))
                .containsExactly(given);
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOptionalTemplate("checklistTemplates/x")))
                .isEmpty();
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOverdue(true)))
                .isEmpty();
        clock.set(DUE.plusSeconds(1));
        assertThat(listed(ListChecklistItemsRequest.newBuilder().setOverdue(true)))
                .as("before the worker has looked")
                .containsExactly(item);
    }

    @Test
    void theDatabaseKeepsAPointToOneItemAMonth() {
        // When
        Throwable thrown = catchThrowable(() -> DATABASE.execute("insert into checklist_item select gen_random_uuid(),"
                + " version, state, template, template_revision, point, month, owner, supervisor, due_at, content"
                + " from checklist_item"));

        // Then
        assertThat(thrown).hasStackTraceContaining("checklist_item_once_a_month");
    }
}
