package io.qipan.launcher.demo;

import io.grpc.Channel;
import io.qipan.launcher.client.Retries;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
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
import java.util.List;

/** The board's own figures of the time of an evening, in which none of it may show. */
final class RealFigures {

    private static final int PAGE = 1_000;

    private final Channel dispatch;
    private final Cast cast;
    private final EveningReader reader;
    private final Desk desk;
    private final Retries retries = new Retries(Duration.ofSeconds(30));

    RealFigures(Channel dispatch, Cast cast, EveningReader reader, Desk desk) {
        this.dispatch = dispatch;
        this.cast = cast;
        this.reader = reader;
        this.desk = desk;
    }

    /** How many calls were answered, opened an incident, and orders were sent. */
    record Counts(long answered, long opened, long sent) {}

    /**
     * @param all of the time of the evening, whoever called
     * @param real what was recorded in that time and is no exercise, which is what the figures have to count
     * @param ofEvening processing of the evening's calls alone, by their references
     * @param drills searches of that time, exercises only
     */
    record Seen(
            SummarizeFiguresResponse all,
            Counts real,
            SummarizeCallProcessingResponse ofEvening,
            SummarizeSearchesResponse drills) {

        /** Whether the figures count what is real, and nothing else. */
        boolean countWhatIsReal() {
            return all.getRowsList().stream().allMatch(row -> rows(row.getFigure()) == wanted(row));
        }

        private long wanted(FigureRow row) {
            return switch (row.getMeasure()) {
                case ANSWERING -> real.answered();
                case PROCESSING -> real.opened();
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
        return new Seen(
                retries.call(() -> FigureServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .summarizeFigures(all)),
                real(evening.startedAt(), until),
                retries.call(() -> OversightServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .summarizeCallProcessing(ofEvening)),
                retries.call(() -> MissingPersonServiceGrpc.newBlockingStub(dispatch)
                        .withCallCredentials(cast.dispatcher())
                        .summarizeSearches(drills)));
    }

    private Counts real(Instant from, Instant until) {
        List<Call> answered = reader.recorded().stream()
                .filter(call -> !call.getDrill() && isWithin(Stamps.instant(call.getAnsweredAt()), from, until))
                .toList();
        long opened = answered.stream()
                .filter(call -> call.getOutcome() == CallOutcome.INCIDENT_OPENED)
                .count();
        return new Counts(answered.size(), opened, sent(from, until));
    }

    private long sent(Instant from, Instant until) {
        long sent = 0;
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
            sent += page.getOrdersList().stream()
                    .filter(order -> wasSent(order, from, until))
                    .filter(order -> !desk.incident(order.getIncident()).getDrill())
                    .count();
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
