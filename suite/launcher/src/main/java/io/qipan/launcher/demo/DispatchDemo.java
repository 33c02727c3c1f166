package io.qipan.launcher.demo;

import io.qipan.launcher.Board;
import io.qipan.launcher.city.Wuhai;
import io.qipan.launcher.client.Ending;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.util.List;

/** Plays one busy evening on a board and reads it back. Leaves nothing open, whether it breaks off or not. */
final class DispatchDemo {

    private static final LocalTime TWENTY_TO_SEVEN = LocalTime.of(18, 40);
    private static final int MOST_LOOKS = 3;

    /**
     * @param missing what the record should show and does not
     * @param figures of the evening alone, by the definitions of the board
     */
    record Result(
            List<String> missing, EveningRecord evening, SummarizeFiguresResponse figures, RealFigures.Seen real) {}

    private final Board board;
    private final Cast cast;
    private final EveningPartner partner;
    private final PrintWriter tale;

    DispatchDemo(Board board, Cast cast, EveningPartner partner, PrintWriter tale) {
        this.board = board;
        this.cast = cast;
        this.partner = partner;
        this.tale = tale;
    }

    Result play() {
        new Wuhai().reportPositions(board.patrol());
        Evening evening = Evening.now();
        EveningDesks desks = EveningDesks.of(board.dispatch(), cast);
        EveningReader reader = new EveningReader(board.dispatch(), cast, evening, desks);
        Narrator narrator = new Narrator(new StoryClock(InstantSource.system(), TWENTY_TO_SEVEN), tale);
        EveningCleanup cleanup = new EveningCleanup(reader, desks, cast, partner, tale);
        new Ending("demo").play(() -> play(evening, desks, narrator), cleanup::afterABreak, tale::flush);
        Result result = result(evening, reader);
        if (!result.evening().open().isEmpty()) {
            cleanup.afterTheEnd();
            tale.flush();
        }
        return result;
    }

    private void play(Evening evening, EveningDesks desks, Narrator narrator) {
        EveningUnits units = new EveningUnits(desks.desk(), narrator);
        EveningFire fire = new EveningFire(evening, cast, desks.desk(), desks.duplicates(), units, narrator);
        EveningPlan plan = new EveningPlan(cast, desks.plans(), narrator);
        EveningNoise noise = new EveningNoise(evening, desks.desk(), desks.transfers(), partner, narrator);
        EveningDrill drill = new EveningDrill(evening, desks.commands(), narrator);
        EveningChild child =
                new EveningChild(evening, cast, desks.desk(), desks.searches(), desks.notices(), units, narrator);
        fire.breaksOut();
        narrator.at(18, 42, 0);
        fire.callersComeIn(2, 15);
        fire.smokeIsTheSame();
        narrator.at(18, 47, 0);
        fire.arrives();
        plan.isActivated(fire.incident());
        plan.houseIsCleared();
        fire.callersComeIn(17, 29);
        fire.containerIsTakenForIt();
        narrator.at(18, 55, 0);
        drill.begins();
        noise.isDiverted();
        narrator.at(18, 58, 0);
        fire.callersComeIn(30, EveningCaller.ABOUT_THE_FIRE);
        fire.containerIsAnother();
        plan.goesOn();
        narrator.at(19, 5, 0);
        drill.ends();
        noise.isDone();
        narrator.at(19, 50, 0);
        child.isLostAndFound();
        narrator.at(21, 30, 0);
        fire.isOut();
        plan.isReviewed(fire.incident());
    }

    /** Read by nothing but the reference of the evening. */
    private Result result(Evening evening, EveningReader reader) {
        RealFigures figures = new RealFigures(board.dispatch(), cast, reader);
        Instant until = Instant.now();
        RealFigures.Seen real = figures.during(evening, until);
        // Others may work on the board, and tell late of something between two looks.
        for (int look = 2; look <= MOST_LOOKS && !real.countWhatIsReal(); look++) {
            real = figures.during(evening, until);
        }
        EveningRecord record = reader.read();
        SummarizeFiguresResponse own = new EveningFigures(record).by(real.all().getDefinitionsList());
        return new Result(EveningProof.missing(record, partner.isHere(), own, real), record, own, real);
    }
}
