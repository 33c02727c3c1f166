package io.qipan.launcher.demo;

import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.OutcomeCount;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.util.ArrayList;
import java.util.List;

/** Whether the figures of the evening are right, and none of it is in the real ones. */
final class EveningFiguresProof {

    /** Sums of doubles may be added in another order. */
    private static final double SAME_S = 1e-6;

    private final List<String> missing = new ArrayList<>();

    private EveningFiguresProof() {}

    /**
     * What should be there and is not.
     *
     * @param figures of the evening
     * @param real the board's own of the same time
     */
    static List<String> missing(SummarizeFiguresResponse figures, RealFigures.Seen real) {
        EveningFiguresProof proof = new EveningFiguresProof();
        proof.ofFigures(figures);
        proof.ofRealFigures(real);
        proof.ofExercises(figures, real);
        return proof.missing;
    }

    private void ofFigures(SummarizeFiguresResponse figures) {
        for (MeasureDefinition definition : figures.getDefinitionsList()) {
            if (definition.getMeasure() == Measure.ANSWERING) {
                Figure expected = EveningFigures.expectedAnswering(EveningCaller.all(), definition.getBoundsSList());
                require(
                        isSame(figure(figures, Measure.ANSWERING), expected),
                        "the figure of answering is that of the callers");
            }
        }
        Figure processing = figure(figures, Measure.PROCESSING);
        require(
                processing.getN() == 3 && processing.getGivenUp() == 1 && processing.getUnfinished() == 0,
                "three incidents were processed until an order was sent, and one was merged before");
        Figure reached = figure(figures, Measure.ANSWER_TO_DELIVERY);
        require(
                reached.getN() == processing.getN() && reached.getLongestS() >= processing.getLongestS(),
                "the first order of each incident reached its unit, and not before it was sent");
        for (Measure measure :
                List.of(Measure.DELIVERY, Measure.SIGNING, Measure.DEPARTURE, Measure.ARRIVAL, Measure.FEEDBACK)) {
            Figure figure = figure(figures, measure);
            require(
                    figure.getN() == EveningProof.ORDERS
                            && figure.getUnfinished() == 0
                            && figure.getContradictory() == 0,
                    "the figure of " + measure + " has every order");
        }
        require(
                figure(figures, Measure.SIGNING).getLongestS()
                        <= figure(figures, Measure.FEEDBACK).getLongestS(),
                "orders were signed for before they were done");
    }

    private static Figure figure(SummarizeFiguresResponse figures, Measure measure) {
        return figures.getRowsList().stream()
                .filter(row -> row.getMeasure() == measure)
                .map(FigureRow::getFigure)
                .findFirst()
                .orElse(Figure.getDefaultInstance());
    }

    private static boolean isSame(Figure one, Figure other) {
        return one.getN() == other.getN()
                && one.getWithinList().equals(other.getWithinList())
                && Math.abs(one.getMeanS() - other.getMeanS()) < SAME_S
                && Math.abs(one.getP50S() - other.getP50S()) < SAME_S
                && Math.abs(one.getP90S() - other.getP90S()) < SAME_S
                && Math.abs(one.getP95S() - other.getP95S()) < SAME_S
                && Math.abs(one.getLongestS() - other.getLongestS()) < SAME_S;
    }

    private void ofRealFigures(RealFigures.Seen real) {
        require(real.countWhatIsReal(), "the board's own figures count what was no exercise, and nothing else");
        require(
                real.ofEvening().getN() == 0 && real.ofEvening().getWithoutOrder() == 0,
                "no call of the evening is in the real figure of call processing");
        require(
                real.drills().getOutcomesList().stream()
                                .filter(count -> count.getOutcome() == SearchOutcome.FOUND_ALIVE)
                                .mapToLong(OutcomeCount::getN)
                                .sum()
                        >= 1,
                "the figure of searches shows the child, among the exercises");
    }

    /** Whoever else practised at that time is in the board's figures too: then they have the evening's at least. */
    private void ofExercises(SummarizeFiguresResponse figures, RealFigures.Seen seen) {
        boolean alone = seen.practised().answered() == EveningCaller.ALL
                && seen.practised().sent() == EveningProof.ORDERS;
        for (FigureRow row : figures.getRowsList()) {
            Figure board = figure(seen.exercises(), row.getMeasure());
            require(
                    alone
                            ? isSame(board, row.getFigure()) && isAsOften(board, row.getFigure())
                            : board.getN() >= row.getFigure().getN(),
                    "the board's figure of " + row.getMeasure() + " of exercises is that of the evening");
        }
    }

    private static boolean isAsOften(Figure one, Figure other) {
        return one.getUnfinished() == other.getUnfinished()
                && one.getGivenUp() == other.getGivenUp()
                && one.getContradictory() == other.getContradictory();
    }

    private void require(boolean is, String what) {
        if (!is) {
            missing.add(what);
        }
    }
}
