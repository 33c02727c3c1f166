package io.qipan.ecology.procedure.model;

import static io.qipan.ecology.procedure.model.ProcedureScenario.APPROVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.DO_NOT_FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.FILE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.HAND_OVER;
import static io.qipan.ecology.procedure.model.ProcedureScenario.PROPOSE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.RECEIVE;
import static io.qipan.ecology.procedure.model.ProcedureScenario.START;
import static io.qipan.ecology.procedure.model.ProcedureScenario.plain;

import io.qipan.ecology.oversight.model.TransitionTable;
import io.qipan.ecology.procedure.model.ClockState.Running;
import io.qipan.ecology.procedure.model.Criminal.Outcome;
import io.qipan.ecology.procedure.model.Move.BeginExamination;
import io.qipan.ecology.procedure.model.Move.DecideReconsideration;
import io.qipan.ecology.procedure.model.Move.DecideSupervision;
import io.qipan.ecology.procedure.model.Move.DecideTransfer;
import io.qipan.ecology.procedure.model.Move.EndCriminalCase;
import io.qipan.ecology.procedure.model.Move.ExtendClock;
import io.qipan.ecology.procedure.model.Move.FileCase;
import io.qipan.ecology.procedure.model.Move.ForwardTransfer;
import io.qipan.ecology.procedure.model.Move.GiveReverseOpinion;
import io.qipan.ecology.procedure.model.Move.Material;
import io.qipan.ecology.procedure.model.Move.ReceiveTransfer;
import io.qipan.ecology.procedure.model.Move.RecordNotice;
import io.qipan.ecology.procedure.model.Move.RequestMaterials;
import io.qipan.ecology.procedure.model.Move.ServeDecision;
import io.qipan.runtime.refusal.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Where the two tracks of a case can go, and their clocks. Each act follows the one before at the same moment. */
class TrackTransitionsTest {

    private static ProcedureScenario at(Procedure before) {
        ProcedureScenario scenario = new ProcedureScenario();
        scenario.procedure = before;
        scenario.now = before.steps().isEmpty() ? START : before.lastAt();
        return scenario;
    }

    private static Function<Procedure, Decision<Procedure>> step(Move move) {
        return before -> at(before).take(move);
    }

    /** Of an act that is no crime. */
    private static Function<Procedure, Decision<Procedure>> lesser(Move move, boolean otherFacts) {
        return before -> {
            ProcedureScenario scenario = at(before);
            scenario.crimeLine = false;
            if (otherFacts) {
                scenario.factsSince = scenario.now.plusSeconds(1);
            }
            return scenario.take(move);
        };
    }

    @Test
    void thePublishedTableOfTheAdministrativeTrackIsWhatTheRulesDo() {
        TransitionTable.check(
                "case-administrative",
                Procedure.NONE,
                Map.of(
                        "file_case", lesser(FileCase.USUAL, false),
                        "file_case after other facts", lesser(FileCase.USUAL, true),
                        "impose_penalty", lesser(ProcedureScenario.fine(1), false),
                        "drop_penalty", lesser(plain(MoveKind.DROP_PENALTY), false),
                        "serve_decision", lesser(new ServeDecision("handed over"), false)),
                procedure -> (procedure.administrative().code()
                                + procedure.service().map(_ -> " served").orElse(""))
                        .toLowerCase(Locale.ROOT));
    }

    private static String word(Criminal track) {
        return (track.code()
                        + (track instanceof Criminal.NotFiled(Instant _, boolean returned) && returned
                                ? " returned"
                                : "")
                        + (track instanceof Criminal.Ended(Instant _, Outcome outcome) ? " " + outcome : ""))
                .toLowerCase(Locale.ROOT);
    }

    /** Everybody has had more than all the time of the law. */
    private static Decision<Procedure> askedInSilence(Procedure before) {
        ProcedureScenario scenario = at(before);
        scenario.later(Duration.ofDays(40));
        return scenario.take(plain(MoveKind.REQUEST_SUPERVISION));
    }

    @Test
    void thePublishedTableOfTheTransferIsWhatTheRulesDo() {
        Map<String, Function<Procedure, Decision<Procedure>>> acts = new TreeMap<>();
        acts.put("propose_transfer", step(PROPOSE));
        acts.put("decide_transfer: approve", step(APPROVE));
        acts.put("decide_transfer: refuse", step(new DecideTransfer(false)));
        acts.put("hand_over", step(HAND_OVER));
        acts.put("receive_transfer", step(RECEIVE));
        acts.put("receive_transfer: not competent", step(new ReceiveTransfer(false)));
        acts.put("forward_transfer", step(new ForwardTransfer("agencies/police-baotou")));
        acts.put("request_materials", step(new RequestMaterials(List.of(Material.APPRAISAL))));
        acts.put("decide_filing: file", step(FILE));
        acts.put("decide_filing: do not file", step(DO_NOT_FILE));
        acts.put("decide_reconsideration: file", step(new DecideReconsideration(true)));
        acts.put("decide_reconsideration: uphold", step(new DecideReconsideration(false)));
        acts.put("decide_supervision: order", step(new DecideSupervision(true)));
        acts.put("decide_supervision: agree", step(new DecideSupervision(false)));
        acts.put("give_reverse_opinion", step(new GiveReverseOpinion(true)));
        acts.put("request_supervision of the silent", TrackTransitionsTest::askedInSilence);
        for (Outcome outcome : Outcome.values()) {
            acts.put("end_criminal_case as " + outcome, step(new EndCriminalCase(outcome)));
        }
        for (MoveKind kind : List.of(
                MoveKind.GIVE_TRANSFER_OPINION,
                MoveKind.COPY_TO_PROCURATORATE,
                MoveKind.SUPPLY_MATERIALS,
                MoveKind.RETURN_TRANSFER,
                MoveKind.HAND_OVER_ITEMS,
                MoveKind.REQUEST_RECONSIDERATION,
                MoveKind.REQUEST_SUPERVISION,
                MoveKind.DEMAND_REASONS,
                MoveKind.GIVE_REASONS)) {
            acts.put(kind.name(), step(plain(kind)));
        }
        TransitionTable.check("case-transfer", Procedure.NONE, acts, procedure -> word(procedure.criminal()));
    }

    /** What happens when the end of a clock has come. */
    private static Decision<Procedure> ranOut(Procedure before, int number) {
        Clock clock = before.clock(number).orElseThrow();
        return Decision.grant(
                clock.state() instanceof Running
                        ? before.with(clock.ranOut(clock.due().at().plusSeconds(1)))
                        : before);
    }

    private static String state(Procedure procedure, int number) {
        return procedure.clock(number).orElseThrow().state().code().toLowerCase(Locale.ROOT);
    }

    @Test
    void thePublishedTableOfADutyIsWhatTheRulesDo() {
        Procedure filed = new ProcedureScenario()
                .after(new FileCase(CaseLaw.PUBLIC_ORDER, Optional.empty(), Optional.empty(), false))
                .procedure;
        TransitionTable.check(
                "clock-duty",
                filed,
                Map.of(
                        "begin_examination", step(new BeginExamination(Examination.Kind.HEARING)),
                        "end_examination", step(plain(MoveKind.END_EXAMINATION)),
                        "extend_clock", step(new ExtendClock(1, 30, "head zhao")),
                        "what it demands is done", lesser(ProcedureScenario.fine(1), false),
                        "its end comes", before -> ranOut(before, 1)),
                procedure -> state(procedure, 1));
    }

    @Test
    void thePublishedTableOfAWindowIsWhatTheRulesDo() {
        Procedure notFiled = new ProcedureScenario().after(PROPOSE, APPROVE, HAND_OVER, RECEIVE, DO_NOT_FILE).procedure;
        int window =
                notFiled.open(ClockKind.REQUEST_RECONSIDERATION).orElseThrow().number();
        TransitionTable.check(
                "clock-window",
                notFiled,
                Map.of(
                        "record_notice",
                        before -> {
                            ProcedureScenario scenario = at(before);
                            scenario.noticeReceivedAt = Optional.of(scenario.now.plus(Duration.ofDays(3)));
                            scenario.toldAt = Optional.of(scenario.now.plus(Duration.ofDays(4)));
                            return scenario.take(new RecordNotice(window));
                        },
                        "it is used",
                        step(plain(MoveKind.REQUEST_RECONSIDERATION)),
                        "its end comes",
                        before -> ranOut(before, window)),
                procedure -> state(procedure, window));
    }
}
