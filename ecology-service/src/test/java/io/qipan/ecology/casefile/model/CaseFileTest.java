package io.qipan.ecology.casefile.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.ecology.casefile.model.CaseState.Open;
import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.AppliedRule;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.LaterLaw;
import io.qipan.ecology.rule.model.LaterLaw.Verdict;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.rule.model.Text;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class CaseFileTest {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00Z");
    private static final Instant REVIEW = NOW.plus(Duration.ofHours(72));

    /** Everything that can be done to a case. */
    private enum Step {
        TAKE_OVER,
        CLOSE,
        REVIEW_AGAIN;

        Decision<CaseFile> on(CaseFile file) {
            return switch (this) {
                case TAKE_OVER -> file.takenOverBy("li");
                case CLOSE -> file.closed(NOW, "nothing found", file.law());
                case REVIEW_AGAIN -> file.reviewedAgainAt(REVIEW.plus(Duration.ofHours(72)));
            };
        }
    }

    private static CaseFile opened() {
        Facts facts = new Facts("fishing_net", NOW, Optional.empty(), 0, "", Optional.empty(), false);
        return CaseFile.open(
                UUID.fromString("01939b4e-0000-7000-8000-000000000001"),
                "E2026-000001",
                facts,
                new Evaluation(List.of(), "2026-11-21-0123456789ab"),
                "desk:ecology",
                NOW,
                REVIEW);
    }

    @Property
    void aCaseIsClosedOnceAndNothingHappensToItAfterwards(@ForAll @Size(max = 12) List<Step> steps) {
        // Given
        CaseFile file = opened();
        long changes = 0;

        // When
        for (Step step : steps) {
            boolean open = file.state() instanceof Open;
            Decision<CaseFile> decision = step.on(file);

            // Then
            assertThat(decision instanceof Granted<CaseFile>).isEqualTo(open);
            if (decision instanceof Granted<CaseFile>(CaseFile next)) {
                file = next;
                changes++;
            }
            assertThat(file.version()).isEqualTo(1 + changes);
            assertThat(file.owner()).isNotEmpty();
            assertThat(file.facts()).isEqualTo(opened().facts());
            assertThat(file.law()).isEqualTo(opened().law());
        }
    }

    private static CaseFile told(CaseFile file, Evaluation law) {
        return file.told(file.facts(), law, NOW, REVIEW);
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Evaluation nothing = opened().law();
        Evaluation crime = electricFishing();
        TransitionTable.check(
                "case",
                opened(),
                Map.of(
                        "take_over_case", file -> file.takenOverBy("li"),
                        "close_case", file -> file.closed(NOW, "nothing found", file.law()),
                        "its review comes", file -> file.reviewedAgainAt(REVIEW.plusSeconds(1)),
                        "revise_facts: a crime", file -> Decision.grant(told(file, crime)),
                        "revise_facts: no crime", file -> Decision.grant(told(file, nothing))),
                file -> file.state().code().toLowerCase(Locale.ROOT)
                        + (file.crimeLineSince().isPresent() ? " crime" : ""));
    }

    @Example
    void aRefusedStepSaysWhatTheCaseIsAndWhatItCannotDo() {
        // Given
        CaseFile closed = opened().closed(NOW, "nothing found", opened().law()).orRefuse();

        // When
        Decision<CaseFile> decision = closed.takenOverBy("li");

        // Then
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.ILLEGAL_TRANSITION);
            assertThat(refused.refusal().metadata())
                    .containsEntry("state", "CLOSED")
                    .containsEntry("action", "be taken over")
                    .containsEntry("resource", closed.name());
        });
    }

    private static Evaluation electricFishing() {
        return new EvaluateAct(RuleSetStart.ruleSet())
                .evaluate(new Question(
                        Instant.parse("2026-06-01T00:00:00Z"),
                        "fishing_electric",
                        Optional.of(new Wgs84(39.67, 106.78)),
                        50,
                        Optional.empty()));
    }

    private static AppliedRule displaced(AppliedRule applied) {
        LaterLaw lighter = new LaterLaw(Verdict.LIGHTER, "later", new Text("a lighter law", "从旧兼从轻"));
        return new AppliedRule(
                applied.rule(),
                applied.becauseEn(),
                applied.becauseZh(),
                applied.placeUncertain(),
                applied.penalties(),
                applied.unknownFacts(),
                applied.onlyKinds(),
                Optional.of(lighter),
                Optional.empty());
    }

    @Example
    void aCrimeThatALighterLawDisplacesIsNone() {
        // Given
        Evaluation crime = electricFishing();
        List<AppliedRule> displaced =
                crime.applied().stream().map(CaseFileTest::displaced).toList();

        // When
        boolean isCrime = Grounds.isCrime(new Evaluation(displaced, crime.revision()));

        // Then
        assertThat(isCrime).isFalse();
        assertThat(Grounds.isCrime(crime)).isTrue();
        assertThat(Grounds.possibleCrime(possibly(displaced), NOW)).isEmpty();
        assertThat(Grounds.possibleCrime(possibly(crime.applied()), NOW)).isPresent();
    }

    private static Evaluation possibly(List<AppliedRule> possible) {
        return new Evaluation(
                List.of(),
                possible,
                List.of(),
                io.qipan.ecology.rule.model.Facts.NONE,
                List.of(),
                List.of(),
                0,
                Optional.empty(),
                List.of(),
                "2026-11-21-0123456789ab");
    }

    @Example
    void takingOverKeepsTheReview() {
        // When
        CaseFile taken = opened().takenOverBy("li").orRefuse();

        // Then
        assertThat(taken.owner()).isEqualTo("li");
        assertThat(taken.state()).isEqualTo(new Open(REVIEW));
    }

    @Example
    void closingKeepsTheOwner() {
        // When
        CaseFile closed = opened().closed(NOW, "nothing found", opened().law()).orRefuse();

        // Then
        assertThat(closed.owner()).isEqualTo("desk:ecology");
        assertThat(closed.state()).isEqualTo(new Closed(NOW, "nothing found"));
    }

    @Example
    void aStaleEtagIsRefusedWithTheCurrentOne() {
        // Given
        CaseFile taken = opened().takenOverBy("li").orRefuse();

        // When
        Decision<CaseFile> decision = taken.unchangedSince("1");

        // Then
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.STALE_ETAG);
            assertThat(refused.refusal().metadata()).containsEntry("etag", "2");
        });
    }
}
