package io.qipan.patrol.rescue;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.rescue.model.People;
import io.qipan.patrol.rescue.model.RescueFacts;
import io.qipan.patrol.rescue.model.RescueFacts.Partner;
import io.qipan.patrol.rescue.model.RescueKind;
import io.qipan.patrol.rescue.model.RescueRecord;
import io.qipan.patrol.rescue.model.RescueRevision;
import io.qipan.patrol.rescue.model.Summary.Row;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.place.Datum.Gcj02;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

abstract class RescuesContract {
    private static final Instant NEW_YEAR = Instant.parse("2026-12-31T16:00:00Z");

    abstract Rescues rescues();

    abstract UnitOfWork unitOfWork();

    static RescueFacts facts(RescueKind kind, boolean drill, Instant at, String water, People people) {
        return new RescueFacts(
                kind,
                drill,
                at,
                new Gcj02(39.66123456789, 106.8),
                water,
                List.of("units/a"),
                List.of(new Partner("Blue Sky Rescue", 12)),
                "threw a line",
                people,
                Optional.of("incidents/00000000-0000-0000-0000-000000000001"));
    }

    private RescueRecord recorded(RescueFacts facts) {
        return unitOfWork().run("test", () -> {
            RescueRecord record = new RescueRecord(
                    ResourceId.fresh(), List.of(new RescueRevision(1, facts, "", "officer", NEW_YEAR)));
            rescues().append(record);
            return record;
        });
    }

    private RescueRecord corrected(RescueRecord record, RescueFacts facts) {
        return unitOfWork().run("test", () -> {
            RescueRecord next = rescues()
                    .lock(record.id())
                    .orElseThrow()
                    .correct(record.etag(), facts, "counted again", "chief", NEW_YEAR)
                    .orRefuse();
            rescues().append(next);
            return next;
        });
    }

    @Test
    void a_record_keeps_everything_that_was_ever_said_in_it() {
        // Given
        RescueFacts first = facts(RescueKind.RESCUE, false, NEW_YEAR, "Wuhai Lake", new People(0, 0, 2, 1));
        RescueFacts second = facts(RescueKind.RESCUE, false, NEW_YEAR, "Wuhai Lake", new People(0, 0, 3, 0));
        RescueRecord record = recorded(first);

        // When
        RescueRecord corrected = corrected(record, second);

        // Then
        assertThat(unitOfWork().read(() -> rescues().find(record.id()))).contains(corrected);
        assertThat(corrected.revisions()).extracting(RescueRevision::facts).containsExactly(first, second);
    }

    @Test
    void sums_take_the_newest_revision_and_keep_drills_apart_at_both_ends_of_a_period() {
        // Given
        Instant next = NEW_YEAR.plusSeconds(86_400);
        var before = recorded(facts(RescueKind.RESCUE, false, NEW_YEAR.minusMillis(1), "lake", new People(0, 0, 9, 0)));
        var atBegin = recorded(facts(RescueKind.RESCUE, false, NEW_YEAR, "lake", new People(1, 0, 2, 0)));
        var inside = recorded(facts(RescueKind.RESCUE, false, NEW_YEAR, "lake", new People(0, 0, 1, 1)));
        var drill = recorded(facts(RescueKind.RESCUE, true, NEW_YEAR, "lake", new People(0, 0, 20, 0)));
        var atEnd = recorded(facts(RescueKind.RESCUE, false, next, "lake", new People(0, 0, 9, 0)));
        var wrong = corrected(inside, facts(RescueKind.RESCUE, false, NEW_YEAR, "river", new People(0, 0, 4, 0)));

        // When
        List<Row> rows = unitOfWork().read(() -> rescues().sums(NEW_YEAR, next));

        // Then
        assertThat(List.of(before, atBegin, drill, atEnd, wrong)).doesNotHaveDuplicates();
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        new Row(RescueKind.RESCUE, "lake", false, 1, new People(1, 0, 2, 0)),
                        new Row(RescueKind.RESCUE, "river", false, 1, new People(0, 0, 4, 0)),
                        new Row(RescueKind.RESCUE, "lake", true, 1, new People(0, 0, 20, 0)));
    }

    @Test
    void lists_are_of_drills_or_of_none() {
        // Given
        RescueRecord first = recorded(facts(RescueKind.HELP, false, NEW_YEAR, "", new People(0, 1, 0, 0)));
        RescueRecord drill = recorded(facts(RescueKind.HELP, true, NEW_YEAR, "", new People(0, 1, 0, 0)));
        RescueRecord second = recorded(facts(RescueKind.HELP, false, NEW_YEAR, "", new People(0, 2, 0, 0)));
        RescueRecord third = corrected(
                recorded(facts(RescueKind.HELP, true, NEW_YEAR, "", new People(0, 1, 0, 0))),
                facts(RescueKind.HELP, false, NEW_YEAR, "", new People(0, 1, 0, 0)));

        // When
        List<RescueRecord> real =
                unitOfWork().read(() -> rescues().list(Page.of(2, 50, "", ""), false, Optional.empty()));

        // Then
        assertThat(real).containsExactly(third, second, first);
        assertThat(unitOfWork().read(() -> rescues().list(Page.of(2, 50, "", ""), true, Optional.empty())))
                .containsExactly(drill);
    }
}
