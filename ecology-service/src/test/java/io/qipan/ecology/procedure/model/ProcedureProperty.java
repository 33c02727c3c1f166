package io.qipan.ecology.procedure.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.procedure.ProcedureMessages;
import io.qipan.ecology.procedure.model.Administrative.PenaltyKind;
import io.qipan.ecology.procedure.model.ClockSetting.Nature;
import io.qipan.ecology.procedure.model.ClockState.Overdue;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.Move.ChooseBasis;
import io.qipan.ecology.procedure.model.Move.DecideFiling;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.GiveReverseOpinion;
import io.qipan.ecology.procedure.model.Move.HandOver;
import io.qipan.ecology.procedure.model.Move.ImposePenalty;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.Plain;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.ecology.rule.model.Handling;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Refusal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Random histories: legal and illegal steps, ends of clocks, clocks that jump, New Year and a leap day on the way. */
class ProcedureProperty {
    private static final int STEPS = 60;
    private static final FineDeviation DEVIATION = new FineDeviation("an article", "a reason");

    private final List<Move> moves = moves();

    private static List<Move> moves() {
        List<Move> all = new ArrayList<>();
        for (boolean yes : List.of(true, false)) {
            all.add(new DecideTransfer(yes));
            all.add(new ReceiveTransfer(yes));
            all.add(new DecideFiling(yes));
            all.add(new DecideReconsideration(yes));
            all.add(new DecideSupervision(yes));
            all.add(new GiveReverseOpinion(yes));
        }
        Arrays.stream(Outcome.values()).map(EndCriminalCase::new).forEach(all::add);
        for (Seizure.Kind how : Seizure.Kind.values()) {
            all.add(new Move.SeizeItems(how, List.of(new Seizure.Item("net", 2, "piece")), "d", "head", List.of()));
            all.add(OnTheSpotTest.taking(how));
        }
        for (Seizure.Outcome outcome : Seizure.Outcome.values()) {
            all.add(new Move.EndSeizure(1, outcome, List.of()));
            all.add(new Move.EndSeizure(2, outcome, List.of()));
        }
        all.addAll(List.of(
                Move.FileCase.USUAL,
                new Move.FileCase(CaseLaw.PUBLIC_ORDER, Optional.empty(), Optional.empty(), false),
                new Move.FileCase(CaseLaw.ADMINISTRATIVE_PENALTY, Optional.empty(), Optional.empty(), true),
                new Move.ServeDecision("handed over"),
                new Move.ApproveSeizure(1, "head"),
                new Move.ApproveSeizure(2, "head"),
                new Move.GiveToKeeper(1, "store"),
                new Move.BeginExamination(Examination.Kind.APPRAISAL),
                new Move.BeginExamination(Examination.Kind.HEARING)));
        all.addAll(List.of(
                new ProposeTransfer(Set.of("wang", "li")),
                new ProposeTransfer(Set.of("wang")),
                new HandOver("agencies/a", EnumSet.allOf(Material.class)),
                new HandOver("agencies/a", Set.of(Material.ITEM_LIST)),
                new ForwardTransfer("agencies/b"),
                new RecordNotice(1),
                new RecordNotice(4),
                new RecordNotice(6),
                new RequestMaterials(List.of(Material.APPRAISAL)),
                new ChooseBasis("rules/a"),
                new ChooseBasis("rules/z"),
                ProcedureScenario.fine(1),
                ProcedureScenario.fine(1_000_001),
                penalty(OptionalLong.of(1_000_001), Optional.of(DEVIATION), PenaltyKind.FINE),
                penalty(OptionalLong.of(1), Optional.of(DEVIATION), PenaltyKind.FINE),
                penalty(OptionalLong.of(7), Optional.empty(), PenaltyKind.CONFISCATION, PenaltyKind.FINE),
                penalty(OptionalLong.empty(), Optional.empty(), PenaltyKind.WARNING, PenaltyKind.WARNING),
                penalty(OptionalLong.empty(), Optional.empty(), PenaltyKind.WARNING),
                penalty(OptionalLong.of(1), Optional.empty(), PenaltyKind.WARNING)));
        Set<MoveKind> carried = EnumSet.noneOf(MoveKind.class);
        all.forEach(move -> carried.add(move.kind()));
        carried.add(MoveKind.EXTEND_CLOCK);
        carried.add(MoveKind.UNKNOWN);
        EnumSet.complementOf(EnumSet.copyOf(carried)).stream().map(Plain::new).forEach(all::add);
        return all;
    }

    private static Move penalty(OptionalLong fineFen, Optional<FineDeviation> deviation, PenaltyKind... kinds) {
        return new ImposePenalty(List.of(kinds), fineFen, "d", deviation);
    }

    private static List<Basis> bases(Random random) {
        Basis a = ProcedureScenario.basis("rules/a");
        return switch (random.nextInt(4)) {
            case 0 -> List.of();
            case 1 -> List.of(a, ProcedureScenario.basis("rules/b"));
            case 2 -> List.of(new Basis("rules/a", Handling.CRIMINAL, Optional.empty(), List.of()));
            default -> List.of(a);
        };
    }

    @Property(tries = 2_000)
    void anyHistoryKeepsTheLaw(@ForAll Random random) {
        ProcedureScenario scenario = new ProcedureScenario();
        scenario.now = ProcedureScenario.START.plus(Duration.ofDays(random.nextInt(1_200) - 700));
        scenario.crimeLine = random.nextBoolean();
        scenario.bases = bases(random);
        scenario.possibleCrime = random.nextInt(3) == 0 ? Optional.of(scenario.crimeBy("catch_kg")) : Optional.empty();
        for (int i = 0; i < STEPS; i++) {
            jump(scenario, random);
            if (random.nextInt(4) == 0) {
                noticeEnds(scenario);
            }
            Move move = random.nextInt(12) == 0
                    ? new ExtendClock(random.nextInt(8), 1 + random.nextInt(40), "basis")
                    : moves.get(random.nextInt(moves.size()));
            scenario.toldAt = random.nextInt(3) == 0
                    ? Optional.of(scenario.now.plus(Duration.ofDays(random.nextInt(40))))
                    : Optional.empty();
            scenario.noticeReceivedAt = random.nextInt(3) == 0
                    ? Optional.of(scenario.now.plus(Duration.ofHours(random.nextInt(90) - 10)))
                    : Optional.empty();
            take(scenario, move, random.nextInt(5) == 0 ? "" : "because");
        }
    }

    /** What was done and when decides; how late it was entered, and what was noticed in between, does not. */
    @Property(tries = 500)
    void aHistoryThatIsEnteredLateEndsAsOneEnteredAtOnce(@ForAll Random random) {
        ProcedureScenario prompt = new ProcedureScenario();
        ProcedureScenario late = new ProcedureScenario();
        prompt.now = ProcedureScenario.START.plus(Duration.ofDays(random.nextInt(1_200) - 700));
        for (int i = 0; i < STEPS; i++) {
            prompt.later(Duration.ofHours(random.nextInt(200)));
            late.now = prompt.now;
            Move move = moves.get(random.nextInt(moves.size()));
            if (move.kind() == MoveKind.RECORD_NOTICE) {
                continue;
            }
            noticeEnds(prompt);
            Decision<Procedure> taken = prompt.take(move, "because");
            late.now = prompt.now.plus(Duration.ofDays(random.nextInt(100)));
            noticeEnds(late);
            late.toldAt = Optional.of(late.now);
            late.now = prompt.now;
            Decision<Procedure> entered = late.take(move, "because");
            assertThat(entered instanceof Granted).as("%s", move).isEqualTo(taken instanceof Granted);
            if (taken instanceof Granted<Procedure>(Procedure next)
                    && entered instanceof Granted<Procedure>(Procedure same)) {
                prompt.procedure = next;
                late.procedure = same;
            }
        }
        assertThat(late.procedure.clocks().stream().map(Clock::due))
                .isEqualTo(prompt.procedure.clocks().stream().map(Clock::due).toList());
    }

    /** Mostly on, sometimes back, sometimes by months. */
    private static void jump(ProcedureScenario scenario, Random random) {
        scenario.later(
                switch (random.nextInt(10)) {
                    case 0 -> Duration.ofSeconds(-random.nextInt(100_000));
                    case 1 -> Duration.ofDays(random.nextInt(100));
                    default -> Duration.ofMinutes(random.nextInt(600));
                });
    }

    private static void noticeEnds(ProcedureScenario scenario) {
        for (Clock clock : scenario.procedure.clocks()) {
            Clock counted = clock.recounted(ProcedureScenario.BOOK);
            assertThat(counted).isEqualTo(clock);
            if (clock.state() instanceof Running && clock.due().at().isBefore(scenario.now)) {
                scenario.procedure = scenario.procedure.with(counted.ranOut(scenario.now));
            }
        }
    }

    private static void take(ProcedureScenario scenario, Move move, String reason) {
        Procedure before = scenario.procedure;
        switch (scenario.take(move, reason)) {
            case Refused<Procedure>(Refusal refusal) ->
                assertThat(refusal.message()).as("%s in %s", move, before).hasSizeGreaterThan(20);
            case Granted<Procedure>(Procedure after) -> {
                keepsTheLaw(before, move, after, scenario, reason);
                scenario.procedure = after;
            }
        }
    }

    private static void keepsTheLaw(
            Procedure before, Move move, Procedure after, ProcedureScenario scenario, String reason) {
        for (ClockKind kind : ClockKind.known()) {
            if (kind.isOfSeizure()) {
                continue;
            }
            assertThat(after.clocks().stream().filter(clock -> clock.kind() == kind && clock.isOpen()))
                    .as("open clocks %s after %s", kind, move)
                    .hasSizeLessThanOrEqualTo(1);
        }
        for (Clock was : before.clocks()) {
            if (was.state() instanceof Overdue && move instanceof ExtendClock) {
                assertThat(after.clock(was.number())).contains(was);
            }
        }
        assertThat(after.steps()).hasSize(before.steps().size() + 1);
        assertThat(after.clocks().size()).isGreaterThanOrEqualTo(before.clocks().size());
        assertThat(scenario.now).isAfterOrEqualTo(before.lastAt());
        if (move.kind() == MoveKind.DROP_PENALTY || move instanceof ImposePenalty) {
            assertThat(before.criminal().isOpen()).isFalse();
            assertThat(scenario.crimeLine && before.criminal() instanceof Criminal.NotProposed)
                    .isFalse();
            assertThat(scenario.possibleCrime.isPresent()
                            && before.criminal() instanceof Criminal.NotProposed
                            && before.unestablished().isEmpty())
                    .isFalse();
        }
        if (move instanceof ImposePenalty penalty) {
            assertThat(scenario.bases.size() > 1 && before.basis().isEmpty()).isFalse();
            restsOnTheLaw(penalty, after, scenario);
        }
        if (move instanceof DecideFiling(boolean filed) && !filed
                || move instanceof DecideTransfer(boolean ok) && !ok) {
            assertThat(reason).isNotEmpty();
        }
        if (move.kind() == MoveKind.REQUEST_RECONSIDERATION) {
            assertThat(before.latest(ClockKind.REQUEST_RECONSIDERATION)
                            .orElseThrow()
                            .due()
                            .at())
                    .isAfterOrEqualTo(scenario.now);
        }
        waitsForSomebody(after, scenario);
        assertThat(ProcedureMessages.procedure(ProcedureMessages.message("cases/1", after)))
                .as("a procedure through the contract")
                .isEqualTo(after);
    }

    private static void restsOnlyForAReason(Procedure after) {
        for (Clock clock : after.clocks()) {
            boolean rests = after.criminal().isAway() && clock.setting().pausedByTransfer()
                    || after.examination().filter(clock::restsFor).isPresent();
            if (clock.state() instanceof ClockState.Paused) {
                assertThat(rests).as("%s in %s", clock, after).isTrue();
            }
            if (clock.state() instanceof Running) {
                assertThat(rests).as("%s in %s", clock, after).isFalse();
            }
        }
    }

    private static void restsOnTheLaw(ImposePenalty penalty, Procedure after, ProcedureScenario scenario) {
        Administrative.Penalised decision = (Administrative.Penalised) after.administrative();
        assertThat(scenario.bases)
                .filteredOn(basis -> basis.handling() == Handling.ADMINISTRATIVE)
                .extracting(Basis::rule)
                .contains(decision.basis().orElseThrow());
        assertThat(penalty.penalties()).doesNotHaveDuplicates();
        assertThat(penalty.fineFen().orElse(0) > 1_000_000)
                .isEqualTo(penalty.deviation().isPresent());
    }

    /** Where the law sets a time, a clock counts it. */
    private static void waitsForSomebody(Procedure after, ProcedureScenario scenario) {
        ClockKind needed = switch (after.criminal()) {
            case Criminal.Proposed _ -> ClockKind.DECIDE_TRANSFER;
            case Criminal.Approved _ -> ClockKind.HAND_OVER;
            case Criminal.OpinionGiven _ -> ClockKind.FOLLOW_OPINION;
            case Criminal.HandedOver _ -> ClockKind.RECEIVE_TRANSFER;
            case Criminal.Misdirected _ -> ClockKind.FORWARD;
            case Criminal.Received _ -> ClockKind.DECIDE_FILING;
            case Criminal.Reconsidering _ -> ClockKind.DECIDE_RECONSIDERATION;
            case Criminal.ReasonsDemanded _ -> ClockKind.GIVE_REASONS;
            case Criminal.FilingOrdered _ -> ClockKind.FILE_AS_ORDERED;
            case Criminal.ReverseReview _ -> ClockKind.REVERSE_REVIEW;
            default -> ClockKind.PENALTY_DECISION;
        };
        if (needed != ClockKind.PENALTY_DECISION) {
            assertThat(after.open(needed)).as("%s in %s", needed, after).isPresent();
        }
        boolean decided = after.open(ClockKind.PENALTY_DECISION).isEmpty()
                && after.open(ClockKind.PUBLIC_ORDER_DECISION).isEmpty();
        assertThat(decided)
                .as("decision in %s", after)
                .isNotEqualTo(after.administrative() instanceof Administrative.Filed);
        boolean owed = after.open(ClockKind.SERVE_DECISION).isPresent()
                || after.open(ClockKind.SERVE_PUBLIC_ORDER_DECISION).isPresent();
        assertThat(owed)
                .as("service in %s", after)
                .isEqualTo(after.administrative() instanceof Administrative.Penalised
                        && after.service().isEmpty());
        for (Seizure seizure : after.seizures()) {
            assertThat(after.clocks().stream()
                            .filter(clock -> clock.seizure() == seizure.number() && clock.isOpen())
                            .anyMatch(clock -> clock.kind() == ClockKind.APPROVE_SEIZURE))
                    .as("approval of %s", seizure)
                    .isEqualTo(seizure.isHeld() && !seizure.isApproved());
            assertThat(after.clocks().stream()
                            .filter(clock -> clock.seizure() == seizure.number() && clock.isOpen())
                            .anyMatch(clock -> clock.kind() == seizure.kind().clock()))
                    .as("seizure %s", seizure)
                    .isEqualTo(seizure.isHeld());
        }
        restsOnlyForAReason(after);
        assertThat(Closing.obstacle("cases/1", after, scenario.crimeLineSince()).isEmpty()
                        && (after.criminal().isOpen()
                                || after.clocks().stream()
                                        .anyMatch(c -> c.isOpen() && c.setting().nature() == Nature.DUTY)))
                .isFalse();
    }
}
