package io.qipan.launcher.demo;

import io.qipan.launcher.client.Orders;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MeasureDefinition;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;

/** The figures of one evening from its record, by the definitions of the board: what the board's own have to be. */
record EveningFigures(EveningRecord evening) {

    private static final Set<String> DELIVERED = Set.of("delivered", "accepted", "on_the_way", "on_scene");

    private static final Set<Incident.State> OVER = Set.of(Incident.State.MERGED, Incident.State.ENDED);

    /** What began and how it went: it took so long, or goes on, or was given up. */
    private record Span(OptionalDouble seconds, boolean open) {

        static Span between(Instant begun, Optional<Instant> finished, boolean open) {
            return new Span(
                    finished.map(end -> OptionalDouble.of(
                                    Duration.between(begun, end).toNanos() / 1e9))
                            .orElseGet(OptionalDouble::empty),
                    open);
        }
    }

    /**
     * @param definitions as they were published, with the bounds to count by
     */
    SummarizeFiguresResponse by(List<MeasureDefinition> definitions) {
        SummarizeFiguresResponse.Builder figures =
                SummarizeFiguresResponse.newBuilder().addAllDefinitions(definitions);
        for (MeasureDefinition definition : definitions) {
            figures.addRows(FigureRow.newBuilder()
                    .setMeasure(definition.getMeasure())
                    .setFigure(figure(spans(definition.getMeasure()), definition.getBoundsSList())));
        }
        return figures.build();
    }

    /** What the ringing of the callers should have come to. */
    static Figure expectedAnswering(List<EveningCaller> callers, List<Integer> bounds) {
        return figure(
                callers.stream()
                        .map(caller -> new Span(OptionalDouble.of(caller.ringsS()), false))
                        .toList(),
                bounds);
    }

    private List<Span> spans(Measure measure) {
        return switch (measure) {
            case ANSWERING ->
                evening.calls().values().stream()
                        .filter(call -> call.getChannel() == Channel.VOICE && call.getRingTold())
                        .map(EveningFigures::answered)
                        .toList();
            case PROCESSING ->
                evening.calls().values().stream()
                        .filter(call -> call.getOutcome() == CallOutcome.INCIDENT_OPENED)
                        .map(call -> processed(call, Set.of("sent")))
                        .toList();
            case ANSWER_TO_DELIVERY ->
                evening.calls().values().stream()
                        .filter(call -> call.getOutcome() == CallOutcome.INCIDENT_OPENED)
                        .map(call -> processed(call, DELIVERED))
                        .toList();
            case DELIVERY -> ordered(DELIVERED);
            case SIGNING -> ordered(Set.of("accepted", "on_the_way", "on_scene"));
            case DEPARTURE -> ordered(Set.of("on_the_way", "on_scene"));
            case ARRIVAL -> ordered(Set.of("on_scene"));
            case FEEDBACK -> ordered(Set.of("cleared"), order -> !wasTakenAway(order));
            case MEASURE_UNSPECIFIED, UNRECOGNIZED -> List.of();
        };
    }

    private static Span answered(Call call) {
        return Span.between(
                Stamps.instant(call.getReceivedAt()), Optional.of(Stamps.instant(call.getAnsweredAt())), false);
    }

    private Span processed(Call call, Set<String> ends) {
        Optional<Instant> finished = evening.orders().stream()
                .filter(order -> order.getIncident().equals(call.getIncident()))
                .flatMap(order -> first(order, ends).stream())
                .min(Instant::compareTo);
        boolean over = Optional.ofNullable(evening.incidents().get(call.getIncident()))
                .filter(incident -> OVER.contains(incident.getState()))
                .isPresent();
        return Span.between(Stamps.instant(call.getAnsweredAt()), finished, !over);
    }

    private List<Span> ordered(Set<String> ends) {
        return ordered(ends, order -> true);
    }

    private List<Span> ordered(Set<String> ends, Predicate<Order> counts) {
        List<Span> spans = new ArrayList<>();
        for (Order order : evening.orders()) {
            first(order, Set.of("sent"))
                    .filter(sent -> counts.test(order))
                    .ifPresent(sent -> spans.add(Span.between(sent, first(order, ends), !Orders.isOver(order))));
        }
        return spans;
    }

    /** From the scene, for another order: nobody was done there. */
    private static boolean wasTakenAway(Order order) {
        return order.getState() == Order.State.CLEARED && order.getReason().equals("diverted");
    }

    private static Optional<Instant> first(Order order, Set<String> kinds) {
        return order.getMilestonesList().stream()
                .filter(milestone -> kinds.contains(milestone.getKind()))
                .map(milestone -> Stamps.instant(milestone.getOccurredAt()))
                .min(Instant::compareTo);
    }

    private static Figure figure(List<Span> spans, List<Integer> bounds) {
        List<Double> sorted = spans.stream()
                .flatMapToDouble(span -> span.seconds().stream())
                .filter(seconds -> seconds >= 0)
                .sorted()
                .boxed()
                .toList();
        Figure.Builder figure = Figure.newBuilder()
                .setN(sorted.size())
                .setMeanS(sorted.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElse(0))
                .setP50S(rank(sorted, 0.5))
                .setP90S(rank(sorted, 0.9))
                .setP95S(rank(sorted, 0.95))
                .setLongestS(rank(sorted, 1))
                .setUnfinished(count(spans, true))
                .setGivenUp(count(spans, false))
                .setContradictory(spans.stream()
                        .flatMapToDouble(span -> span.seconds().stream())
                        .filter(seconds -> seconds < 0)
                        .count());
        bounds.forEach(bound -> figure.addWithin(
                sorted.stream().filter(seconds -> seconds <= bound).count()));
        return figure.build();
    }

    private static long count(List<Span> spans, boolean open) {
        return spans.stream()
                .filter(span -> span.seconds().isEmpty() && span.open() == open)
                .count();
    }

    /** Nearest-rank: the smallest value that at least that share does not exceed. */
    private static double rank(List<Double> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
    }
}
