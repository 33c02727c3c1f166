package io.qipan.launcher.demo;

import io.grpc.Channel;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.Excluded;
import io.qipan.proto.dispatch.v1.Figure;
import io.qipan.proto.dispatch.v1.FigureRow;
import io.qipan.proto.dispatch.v1.FigureServiceGrpc;
import io.qipan.proto.dispatch.v1.ListOrdersRequest;
import io.qipan.proto.dispatch.v1.ListOrdersResponse;
import io.qipan.proto.dispatch.v1.Measure;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OrderServiceGrpc;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import io.qipan.proto.dispatch.v1.SummarizeFiguresRequest;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.proto.dispatch.v1.SummarizeSearchesRequest;
import io.qipan.proto.dispatch.v1.SummarizeSearchesResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The board's own figures of the time of an evening: of the real thing, where none of it may show, and of exercises. */
final class RealFigures {

    private static final int PAGE = 1_000;

    private final Channel dispatch;
    private final Cast cast;
    private final EveningReader reader;
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    RealFigures(Channel dispatch, Cast cast, EveningReader reader) {
        this.dispatch = dispatch;
        this.cast = cast;
        this.reader = reader;
    }

    /** How many calls were answered, opened an incident, and orders were sent. */
    record Counts(long answered, long opened, long sent) {}

    /**
     * @param all of the time of the evening, whoever called
     * @param real what was recorded in that time and is no exercise, which is what the figures have to count
     * @param ofEvening processing of the evening's calls alone, by their references
     * @param drills searches of that time, exercises only
     * @param exercises the same figures, of exercises alone
     * @param practised what was recorded in that time and is an exercise, of whoever practised
     */
    record Seen(
            SummarizeFiguresResponse all,
            Counts real,
            SummarizeCallProcessingResponse ofEvening,
            SummarizeSearchesResponse drills,
            SummarizeFiguresResponse exercises,
            Counts practised) {

        /** Whether the figures count what is real, and nothing else. */
        boolean countWhatIsReal() {
            return all.getRowsList().stream()
                    .allMatch(row -> rows(row.getFigure()) + takenAway(row.getFigure()) == wanted(row));
        }

        /** These were sent as well, and have no value for that. */
        private static long takenAway(Figure figure) {
            return figure.getExcludedList().stream()
                    .filter(excluded -> excluded.getReason() == Excluded.Reason.TAKEN_AWAY)
                    .mapToLong(Excluded::getCount)
                    .sum();
        }

        private long wanted(FigureRow row) {
            return switch (row.getMeasure()) {
                case ANSWERING -> real.answered();
                case PROCESSING, ANSWER_TO_DELIVERY -> real.opened();
                default -> real.sent();
            };
        }

        private static long rows(Figure figure) {
            return figure.getN() + figure.getUnfinished() + figure.getGivenUp() + figure.getContradictory();
        }

        /** As the figures have it. */
        long calls() {
            return all.getRowsList().stream()
                    .filter(row -> row.getMeasure() == Measure.ANSWERING)
                    .mapToLong(row -> rows(row.getFigure()))
                    .sum();
        }
    }

    Seen during(Evening evening, Instant until) {
        SummarizeFiguresRequest all = SummarizeFiguresRequest.newBuilder()
                .setFrom(Stamps.of(evening.startedAt()))
                .setUntil(Stamps.of(until))
                .build();
        SummarizeCallProcessingRequest ofEvening = SummarizeCallProcessingRequest.newBuilder()
                .setOptionalReferencePrefix(evening.reference())
                .build();
        SummarizeSearchesRequest drills = SummarizeSearchesRequest.newBuilder()
                .setFrom(Stamps.of(evening.startedAt()))
                .setUntil(Stamps.of(until))
                .setDrills(true)
                .build();
        List<Call> answered = answered(evening.startedAt(), until);
        Map<Boolean, Long> sent = sent(evening.startedAt(), until);
        return new Seen(
                summarize(all),
                counts(answered, sent, false),
                retries.call(() -> OversightServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .summarizeCallProcessing(ofEvening)),
                retries.call(() -> MissingPersonServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .summarizeSearches(drills)),
                summarize(all.toBuilder().setDrills(true).build()),
                counts(answered, sent, true));
    }

    private SummarizeFiguresResponse summarize(SummarizeFiguresRequest request) {
        return retries.call(() -> FigureServiceGrpc.newBlockingStub(dispatch)
                .withCallCredentials(cast.dispatcher())
                .summarizeFigures(request));
    }

    private List<Call> answered(Instant from, Instant until) {
        return reader.recorded().stream()
                .filter(call -> isWithin(Stamps.instant(call.getAnsweredAt()), from, until))
                .toList();
    }

    private static Counts counts(List<Call> answered, Map<Boolean, Long> sent, boolean drill) {
        List<Call> calls =
                answered.stream().filter(call -> call.getDrill() == drill).toList();
        long opened = calls.stream()
                .filter(call -> call.getOutcome() == CallOutcome.INCIDENT_OPENED)
                .count();
        long rang = calls.stream()
                .filter(call -> call.getChannel() == io.qipan.proto.dispatch.v1.Channel.VOICE && call.getRingTold())
                .count();
        return new Counts(rang, opened, sent.getOrDefault(drill, 0L));
    }

    /** Orders, by whether they are exercises. */
    private Map<Boolean, Long> sent(Instant from, Instant until) {
        Map<Boolean, Long> sent = new HashMap<>();
        String token = "";
        boolean earlier = false;
        do {
            ListOrdersRequest request = ListOrdersRequest.newBuilder()
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .build();
            ListOrdersResponse page = retries.call(() -> OrderServiceGrpc.newBlockingStub(dispatch)
                    .withCallCredentials(cast.dispatcher())
                    .listOrders(request));
            page.getOrdersList().stream()
                    .filter(order -> wasSent(order, from, until))
                    .forEach(order -> sent.merge(order.getDrill(), 1L, Long::sum));
            earlier = page.getOrdersList().stream().anyMatch(order -> wasRequestedBefore(order, from));
            token = page.getNextPageToken();
        } while (!token.isEmpty() && !earlier);
        return sent;
    }

    private static boolean wasSent(Order order, Instant from, Instant until) {
        return order.getMilestonesList().stream()
                .anyMatch(milestone -> milestone.getKind().equals("sent")
                        && isWithin(Stamps.instant(milestone.getOccurredAt()), from, until));
    }

    private static boolean wasRequestedBefore(Order order, Instant from) {
        return order.getMilestonesList().stream()
                .anyMatch(milestone -> milestone.getKind().equals("requested")
                        && Stamps.instant(milestone.getRecordedAt()).isBefore(from));
    }

    private static boolean isWithin(Instant at, Instant from, Instant until) {
        return !at.isBefore(from) && at.isBefore(until);
    }
}
