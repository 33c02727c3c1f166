package io.qipan.patrol.season;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.id.ResourceId;
import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.Declaration.Revoked;
import io.qipan.patrol.season.model.Declaration.Standing;
import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

abstract class DeclarationsContract {
    private static final Instant NOW = Instant.parse("2027-01-03T04:00:00Z");

    abstract Declarations declarations();

    abstract UnitOfWork unitOfWork();

    private Declaration added(Optional<String> place, Optional<Instant> until) {
        Declaration declaration = new Declaration(
                ResourceId.fresh(),
                1,
                Set.of(Medium.ICE, Medium.WATER),
                Passage.OPEN,
                place,
                NOW,
                until,
                "18 cm, clear",
                "officer",
                NOW,
                new Standing());
        return unitOfWork().run("test", () -> {
            declarations().add(declaration);
            return declaration;
        });
    }

    private Declaration revoked(Declaration declaration) {
        return unitOfWork().run("test", () -> {
            Declaration revoked = declarations()
                    .lock(declaration.id())
                    .orElseThrow()
                    .revoke("1", new Revoked(NOW.plusSeconds(60), "commander", "crack"))
                    .orRefuse();
            declarations().save(revoked);
            return revoked;
        });
    }

    @Test
    void a_declaration_is_kept_as_it_was_made() {
        // When
        Declaration wide = added(Optional.empty(), Optional.empty());
        Declaration narrow = added(Optional.of("gridFeatures/zone-N"), Optional.of(NOW.plus(Duration.ofDays(3))));

        // Then
        assertThat(unitOfWork().read(() -> declarations().find(wide.id()))).contains(wide);
        assertThat(unitOfWork().read(() -> declarations().find(narrow.id()))).contains(narrow);
    }

    @Test
    void one_that_was_revoked_stays_on_record_and_stands_no_more() {
        // Given
        Declaration first = added(Optional.empty(), Optional.empty());
        Declaration second = added(Optional.empty(), Optional.empty());

        // When
        Declaration revoked = revoked(first);

        // Then
        assertThat(unitOfWork().read(() -> declarations().find(first.id()))).contains(revoked);
        assertThat(unitOfWork().read(() -> declarations().standing(NOW))).containsExactly(second);
    }

    @Test
    void one_that_is_over_stands_no_more() {
        // Given
        Instant end = NOW.plus(Duration.ofDays(3));
        Declaration brief = added(Optional.empty(), Optional.of(end));
        Declaration open = added(Optional.empty(), Optional.empty());

        // When
        List<Declaration> before = unitOfWork().read(() -> declarations().standing(end.minusMillis(1)));
        List<Declaration> after = unitOfWork().read(() -> declarations().standing(end));

        // Then
        assertThat(before).containsExactly(brief, open);
        assertThat(after).containsExactly(open);
    }

    @Test
    void lists_begin_with_the_newest_and_go_on_where_a_page_ended() {
        // Given
        Declaration first = added(Optional.empty(), Optional.empty());
        Declaration second = revoked(added(Optional.empty(), Optional.empty()));
        Declaration third = added(Optional.empty(), Optional.empty());

        // When
        Page page = Page.of(1, 50, "", "all");
        List<Declaration> newest = unitOfWork().read(() -> declarations().list(page, false));
        Page next = Page.of(1, 50, page.next(newest, d -> d.id().toString()), "all");

        // Then
        assertThat(newest).containsExactly(third, second);
        assertThat(unitOfWork().read(() -> declarations().list(next, false))).containsExactly(second, first);
        assertThat(unitOfWork().read(() -> declarations().list(Page.of(9, 50, "", "all"), true)))
                .containsExactly(third, first);
    }
}
