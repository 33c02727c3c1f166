package io.qipan.dispatch.figure;

import io.qipan.dispatch.figure.model.Exclusion;
import io.qipan.dispatch.figure.model.Figure;
import io.qipan.dispatch.figure.model.Grouping;
import io.qipan.dispatch.figure.model.Measure;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.ExclusionDefinition;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import java.util.List;

/** Figures as messages of the contract. Also for who tells one of them alone. */
public final class FigureMessages {

    private FigureMessages() {}

    static Grouping grouping(io.qipan.proto.dispatch.v1.Grouping asked) {
        return switch (asked) {
            case BY_CHANNEL -> Grouping.CHANNEL;
            case BY_TYPE -> Grouping.TYPE;
            case BY_PRIORITY -> Grouping.PRIORITY;
            case BY_UNIT -> Grouping.UNIT;
            case BY_ZONE -> Grouping.ZONE;
            case GROUPING_UNSPECIFIED, UNRECOGNIZED -> Grouping.NONE;
        };
    }

    static io.qipan.proto.dispatch.v1.Measure measure(Measure measure) {
        return io.qipan.proto.dispatch.v1.Measure.valueOf(measure.name());
    }

    static MeasureDefinition definition(Measure measure, boolean drills) {
        return MeasureDefinition.newBuilder()
                .setMeasure(measure(measure))
                .setEnglish(measure.english(drills))
                .setChinese(measure.chinese(drills))
                .addAllBoundsS(measure.boundsS())
                .addAllExclusions(exclusions(measure, drills))
                .build();
    }

    public static List<ExclusionDefinition> exclusions(Measure measure, boolean drills) {
        return measure.exclusions(drills).stream()
                .map(FigureMessages::definition)
                .toList();
    }

    private static ExclusionDefinition definition(Exclusion exclusion) {
        return ExclusionDefinition.newBuilder()
                .setReason(Excluded.Reason.valueOf(exclusion.name()))
                .setEnglish(exclusion.english())
                .setChinese(exclusion.chinese())
                .build();
    }

    static io.qipan.proto.dispatch.v1.Figure figure(Figure figure) {
        io.qipan.proto.dispatch.v1.Figure.Builder message = io.qipan.proto.dispatch.v1.Figure.newBuilder()
                .setN(figure.n())
                .setMeanS(figure.meanS())
                .setP50S(figure.p50S())
                .setP90S(figure.p90S())
                .setP95S(figure.p95S())
                .setLongestS(figure.longestS())
                .addAllWithin(figure.within())
                .setUnfinished(figure.unfinished())
                .setGivenUp(figure.givenUp())
                .setContradictory(figure.contradictory())
                .addAllExcluded(excluded(figure));
        return message.build();
    }

    public static List<Excluded> excluded(Figure figure) {
        return figure.excluded().entrySet().stream()
                .map(excluded -> Excluded.newBuilder()
                        .setReason(Excluded.Reason.valueOf(excluded.getKey().name()))
                        .setCount(excluded.getValue())
                        .build())
                .toList();
    }
}
