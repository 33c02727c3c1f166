package io.qipan.launcher.demo;

import io.qipan.launcher.Board;
import io.qipan.launcher.city.Wuhai;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Clock;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.CriminalTrack;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.proto.ecology.v1.ProcedureStep;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/** Plays the case at the river once on a board, and says what its record should show and does not. */
final class EcologyDemo {
    private static final LocalTime ELEVEN = LocalTime.of(23, 10);

    private final Board board;
    private final Cast cast;
    private final PrintWriter tale;

    EcologyDemo(Board board, Cast cast, PrintWriter tale) {
        this.board = board;
        this.cast = cast;
        this.tale = tale;
    }

    List<String> play() {
        new Wuhai().reportPositions(board.patrol());
        Summer summer = Summer.declare(board.patrol());
        Traces traces = new Traces();
        Desk desk = new Desk(board.dispatch(), cast);
        RiverOffice office = new RiverOffice(board.ecology(), cast);
        RiverCases cases = new RiverCases(board.ecology(), cast);
        boolean played = false;
        try {
            Narrator narrator = new Narrator(new StoryClock(InstantSource.system(), ELEVEN), tale);
            RiverFinds finds = new RiverFinds(board.ecology(), cast);
            RiverFigures figures = new RiverFigures(board.ecology(), cast);
            RiverNight.Ending ending = new RiverNight(desk, office, cases, finds, figures, narrator, traces).play();
            played = true;
            return missing(ending);
        } finally {
            if (!played) {
                new Cleanup(desk, traces, tale).run();
            }
            summer.end(tale);
        }
    }

    private static List<String> missing(RiverNight.Ending ending) {
        List<String> missing = new ArrayList<>();
        Clue clue = ending.clue();
        Case file = ending.file();
        GetClueProgressResponse told = ending.told();
        require(
                missing,
                clue.getState() == Clue.State.ANSWERED && clue.getDrill(),
                "the clue is answered, and a drill");
        require(
                missing,
                clue.getIncident().getOutcome().equals("RESOLVED"),
                "the clue shows the result of its incident");
        require(missing, clue.getCase().equals(file.getName()), "the clue shows its case");
        require(
                missing,
                !clue.getTriageTerm().getLate() && !clue.getAnswerTerm().getLate(),
                "both terms were kept");
        require(
                missing,
                told.getProgress() == Progress.DONE && !told.getAnswer().isEmpty(),
                "the receipt tells the answer");
        require(
                missing,
                file.getProcedure().getStepsList().stream()
                        .map(ProcedureStep::getAction)
                        .anyMatch("DECIDE_FILING"::equals),
                "the police have decided on the filing");
        require(
                missing,
                file.getProcedure().getCriminal().getState() == CriminalTrack.State.ENDED,
                "the criminal track has ended");
        require(
                missing,
                file.getProcedure().getClocksList().stream()
                        .noneMatch(clock -> clock.getState() == Clock.State.OVERDUE),
                "no statutory clock ran out");
        require(missing, file.getState() == Case.State.CLOSED, "the case is closed");
        require(missing, ending.evidenceIntact(), "the evidence is as it was");
        requireFigures(missing, ending);
        return missing;
    }

    private static void requireFigures(List<String> missing, RiverNight.Ending ending) {
        RiverFigures.Counted counted = ending.figures();
        String file = ending.file().getName();
        String seizure = ending.seizure().getName();
        require(missing, counted.agrees(), "the figures counted again agree");
        require(missing, counted.has("clues_received", ending.clue().getName(), 1), "the figures show the clue");
        require(missing, counted.has("cases_opened", file, 1), "the figures show the case");
        require(
                missing,
                counted.has("evidence_taken_in", ending.evidence().getName(), 1),
                "the figures show the evidence");
        require(missing, counted.has("gear_seized", seizure, RiverFinds.GEAR), "the figures show the gear");
        require(missing, counted.has("catch_seized_kg", seizure, RiverCases.CATCH_KG), "the figures show the fish");
        require(missing, counted.has("cases_transferred_in_time", file, 1), "the figures show the transfer in time");
        require(missing, counted.has("cases_filed_by_police", file, 1), "the figures show that the police accepted");
    }

    private static void require(List<String> missing, boolean is, String what) {
        if (!is) {
            missing.add(what);
        }
    }
}
