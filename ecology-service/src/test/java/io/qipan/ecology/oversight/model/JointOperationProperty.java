package io.qipan.ecology.oversight.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.oversight.model.JointOperation.Plan;
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
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories of an operation, with a deadline worker that looks whenever it likes. */
class JointOperationProperty {
    private static final Instant START = Instant.parse("2026-11-20T02:00:00Z");
    private static final List<String> PARTIES = List.of("agencies/a", "agencies/b", "agencies/stranger");

    private static JointOperation planned() {
        Plan plan = new Plan(
                "both banks",
                ResourceKind.RIVER,
                new Wgs84(39.67, 106.78),
                PARTIES.subList(0, 2),
                Optional.empty(),
                START);
        return JointOperation.planned(new UUID(1, 1), plan);
    }

    private static JointTask.State.Done done(Instant at) {
        return new JointTask.State.Done(at, "done", "li");
    }

    @Property
    void aPartyEndsItsOwnTasksOnlyAndNothingIsConcludedOverAnOpenOne(@ForAll Random random) {
        // Given
        JointOperation operation = planned();
        Instant now = START;
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofHours(random.nextInt(40)));
            if (random.nextBoolean()) {
                JointOperation looked = operation.ranOut(now);
                assertThat(looked.ranOut(now)).as("found twice").isEqualTo(looked);
                operation = looked;
            }
            String party = PARTIES.get(random.nextInt(3));
            int number = random.nextInt(6);

            // When
            Decision<JointOperation> decision = switch (random.nextInt(9)) {
                case 0, 1, 2 ->
                    operation.assigned(party, "watch", now.plus(Duration.ofHours(random.nextInt(90) - 10)), now);
                case 3, 4 -> operation.reportedBy(party, number, done(now), now);
                case 5 -> operation.ended(number, done(now), now);
                case 6, 7 -> operation.ended(number, new JointTask.State.Cancelled(now, "not needed", "chen"), now);
                default -> operation.concluded(now, "over");
            };

            // Then
            switch (decision) {
                case Granted<JointOperation>(JointOperation next) -> {
                    keepsWhatWasSaid(operation, next);
                    operation = next;
                }
                case Refused<JointOperation>(var refusal) ->
                    assertThat(refusal.reason())
                            .isIn(Reason.ILLEGAL_TRANSITION, Reason.INVALID_FIELD, Reason.NOT_FOUND, Reason.INCOMPLETE);
            }
        }
    }

    private static void keepsWhatWasSaid(JointOperation before, JointOperation next) {
        assertThat(before.stateCode()).isEqualTo("ACTIVE");
        assertThat(next.version()).isEqualTo(before.version() + 1);
        assertThat(next.tasks()).extracting(JointTask::party).isSubsetOf("agencies/a", "agencies/b");
        for (JointTask was : before.tasks()) {
            JointTask is = next.task(was.number()).orElseThrow();
            assertThat(is.late() || !was.late()).as("late is not healed").isTrue();
            assertThat(was.isOpen() || is.equals(was))
                    .as("what has ended stays")
                    .isTrue();
        }
        if (next.stateCode().equals("CONCLUDED")) {
            assertThat(next.tasks()).noneMatch(JointTask::isOpen);
            assertThat(next.nextDue()).isEmpty();
        }
    }

    @Example
    void thePublishedTableIsWhatTheRulesDo() {
        Instant due = START.plus(Duration.ofDays(1));
        Map<String, Function<JointOperation, Decision<JointOperation>>> acts = Map.of(
                "assign",
                        operation -> operation.tasks().isEmpty()
                                ? operation.assigned("agencies/a", "watch", due, START)
                                : Decision.grant(operation),
                "report", operation -> operation.reportedBy("agencies/a", 1, done(due), due),
                "report_another", operation -> operation.reportedBy("agencies/b", 1, done(due), due),
                "report_late",
                        operation ->
                                operation.reportedBy("agencies/a", 1, done(due.plusSeconds(1)), due.plusSeconds(1)),
                "cancel", operation -> operation.ended(1, new JointTask.State.Cancelled(due, "no", "chen"), due),
                "run_out", operation -> Decision.grant(operation.ranOut(due.plusSeconds(1))),
                "conclude", operation -> operation.concluded(due, "over"));
        TransitionTable.check("joint-operation", planned(), acts, JointOperationProperty::word);
    }

    private static String word(JointOperation operation) {
        return operation.stateCode().toLowerCase(Locale.ROOT)
                + operation.tasks().stream()
                        .map(task -> " with a task " + task.stateCode().toLowerCase(Locale.ROOT)
                                + (task.late() ? " late" : ""))
                        .collect(Collectors.joining());
    }
}
