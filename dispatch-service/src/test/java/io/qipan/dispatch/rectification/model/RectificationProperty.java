package io.qipan.dispatch.rectification.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.dispatch.id.model.RectificationId;
import io.qipan.dispatch.rectification.model.EffectAssessment.Counts;
import io.qipan.dispatch.rectification.model.RectificationState.Assessed;
import io.qipan.dispatch.rectification.model.RectificationState.Attention;
import io.qipan.dispatch.rectification.model.RectificationState.Open;
import io.qipan.dispatch.rectification.model.RectificationState.Unfinished;
import io.qipan.dispatch.rectification.model.RectificationState.Withdrawn;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiFunction;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code -Dtransitions.update=true} publishes the table anew. */
class RectificationProperty {
    private static final Instant OPENED_AT = Instant.parse("2026-11-20T02:00:00Z");
    private static final Path TABLE = Path.of("..", "docs", "transitions", "rectification.csv");
    private static final String HEADER = "from,act,to";

    /** Everything that can happen to a rectification. */
    enum Act {
        START((r, now) -> r.start(now)),
        FINISH((r, now) -> r.finish("lamps and two patrols a night", now)),
        ASSESS((r, now) -> r.windows(now).then(windows -> r.assess(assessment(windows, now)))),
        REASSIGN((r, now) -> r.reassign("zhao", now.plus(Duration.ofDays(10)), now)),
        WITHDRAW((r, now) -> r.withdraw("the wrong place", "wang", now)),
        REMIND((r, now) -> r.remind(now.plus(Duration.ofDays(1))));

        private final BiFunction<Rectification, Instant, Decision<Rectification>> on;

        Act(BiFunction<Rectification, Instant, Decision<Rectification>> on) {
            this.on = on;
        }
    }

    private static EffectAssessment assessment(Windows windows, Instant now) {
        return new EffectAssessment(
                windows, new Counts(9, 2), new Counts(40, 41), true, now, "wang", "the lamps helped");
    }

    private static Rectification opened() {
        Instant dueAt = OPENED_AT.plus(Duration.ofDays(14));
        return new Rectification(
                new RectificationId(UUID.fromString("01939b4e-0000-7000-8000-000000000004")),
                1,
                new Open(new Attention(dueAt, 0)),
                new HotspotAnalysisId.Numbered(
                        new HotspotAnalysisId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")), 1),
                "theft",
                "li",
                dueAt,
                "lamps",
                7,
                OPENED_AT,
                "wang");
    }

    @Property
    void whatever_happens_it_has_an_owner_and_a_deadline_or_is_over(
            @ForAll @Size(max = 14) List<Act> acts, @ForAll @Size(value = 14) List<@IntRange(max = 12) Integer> later) {
        // Given
        Rectification rectification = opened();
        Instant now = OPENED_AT;

        // When
        for (int i = 0; i < acts.size(); i++) {
            now = now.plus(Duration.ofDays(later.get(i)));
            Act act = acts.get(i);
            switch (act.on.apply(rectification, now)) {
                case Granted<Rectification>(Rectification next) -> {
                    assertThat(rectification.state())
                            .as("a way back from over by " + act)
                            .isInstanceOf(Unfinished.class);
                    assertThat(next.version() - rectification.version())
                            .as("what people do changes the etag, reminders do not")
                            .isEqualTo(act == Act.REMIND ? 0 : 1);
                    rectification = next;
                }
                case Refused<Rectification>(var refusal) -> {
                    assertThat(refusal.reason()).isIn(Reason.ILLEGAL_TRANSITION, Reason.INCOMPLETE);
                    assertThat(refusal.metadata()).containsKey("resource");
                }
            }
        }

        // Then
        assertThat(rectification.owner()).isNotBlank();
        switch (rectification.state()) {
            case Unfinished unfinished ->
                assertThat(unfinished.due().nextDeadlineAt()).isAfter(OPENED_AT);
            case Assessed assessed ->
                assertThat(assessed.assessment().rationale()).isNotBlank();
            case Withdrawn withdrawn -> assertThat(withdrawn.reason()).isNotBlank();
        }
        assertThat(rectification.state().measures().isPresent())
                .isEqualTo(List.of("done", "assessed")
                        .contains(rectification.state().word()));
    }

    @Property
    void as_many_days_before_as_after_and_never_the_days_of_the_measures(
            @ForAll @IntRange(min = 7, max = 180) int days, @ForAll @IntRange(max = 400) int hoursOfWork) {
        // Given
        Instant taken = OPENED_AT.plus(Duration.ofHours(hoursOfWork));

        // When
        Windows windows = Windows.around(new RectificationState.Measures(OPENED_AT, taken, "lamps"), days);

        // Then
        assertThat(windows.beforeFrom().plusDays(days)).isEqualTo(windows.beforeUntil());
        assertThat(windows.afterFrom().plusDays(days)).isEqualTo(windows.afterUntil());
        assertThat(Windows.begin(windows.beforeUntil())).isBeforeOrEqualTo(OPENED_AT);
        assertThat(Windows.begin(windows.afterFrom())).isAfter(taken);
    }

    @Example
    void a_commander_sees_to_what_its_owner_was_reminded_of_in_vain() {
        // Given
        Rectification once = opened().remind(OPENED_AT.plusSeconds(1)).orRefuse();

        // When
        Rectification twice = once.remind(OPENED_AT.plusSeconds(2)).orRefuse();

        // Then
        assertThat(once.isEscalated()).isFalse();
        assertThat(twice.isEscalated()).isTrue();
        assertThat(twice.start(OPENED_AT).orRefuse().isEscalated())
                .as("beginning does not make it less overdue")
                .isTrue();
        assertThat(twice.reassign("zhao", OPENED_AT.plusSeconds(9), OPENED_AT)
                        .orRefuse()
                        .isEscalated())
                .isFalse();
    }

    @Example
    void a_due_date_is_in_the_future_and_not_too_far() {
        // Given
        Rectification rectification = opened();

        // When
        List<Decision<Rectification>> decisions = List.of(
                rectification.reassign("zhao", OPENED_AT, OPENED_AT),
                rectification.reassign("zhao", OPENED_AT.plus(Duration.ofDays(732)), OPENED_AT));

        // Then
        assertThat(decisions)
                .allSatisfy(decision -> assertThat(decision)
                        .isInstanceOfSatisfying(
                                Refused.class,
                                refused ->
                                        assertThat(refused.refusal().reason()).isEqualTo(Reason.INVALID_FIELD)));
        assertThat(rectification.check()).isInstanceOf(Granted.class);
    }

    @Example
    void the_published_table_is_what_the_rules_do() throws IOException {
        // Given
        SortedSet<String> rows = new TreeSet<>();
        Deque<Rectification> open = new ArrayDeque<>(List.of(opened()));
        SortedSet<String> seen = new TreeSet<>();
        while (!open.isEmpty()) {
            Rectification rectification = open.pop();
            int reminders =
                    rectification.state().attention().map(Attention::reminders).orElse(0);
            if (!seen.add(word(rectification) + Math.min(reminders, 2))) {
                continue;
            }
            for (Act act : Act.values()) {
                Instant now = rectification
                        .state()
                        .attention()
                        .map(Attention::nextDeadlineAt)
                        .orElse(OPENED_AT);
                if (act.on.apply(rectification, now) instanceof Granted<Rectification>(Rectification next)) {
                    rows.add(String.join(",", word(rectification), act.name().toLowerCase(Locale.ROOT), word(next)));
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

    private static String word(Rectification rectification) {
        return rectification.isEscalated()
                ? rectification.state().word() + " escalated"
                : rectification.state().word();
    }
}
