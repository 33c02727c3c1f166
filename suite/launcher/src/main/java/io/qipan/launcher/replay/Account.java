package io.qipan.launcher.replay;

import io.grpc.Channel;
import io.qipan.launcher.client.Orders;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc;
import io.qipan.proto.dispatch.v1.OversightServiceGrpc.OversightServiceBlockingStub;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingRequest;
import io.qipan.proto.dispatch.v1.SummarizeCallProcessingResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.function.Predicate;

/** Draws up the summary: what was sent, and what the services answer when they are asked afterwards. */
final class Account {

    private final Session session;
    private final Plan plan;
    private final String file;

    Account(Session session, Plan plan, String file) {
        this.session = session;
        this.plan = plan;
        this.file = file;
    }

    Summary drawUp(Channel dispatch, Channel patrol, Duration wall) {
        Recording recording = session.recording;
        Tally tally = session.tally;
        Collection<Order> orders = session.ledger.orders();
        SummarizeCallProcessingResponse figures = figures(dispatch);
        double seconds = wall.toMillis() / 1000.0;
        return new Summary(
                file,
                recording.format(),
                recording.rows(),
                Summary.skipped(recording),
                recording.unmapped(),
                tally.units.sum(),
                tally.calls.sum(),
                tally.incidents.sum(),
                tally.incidentsEnded.sum(),
                tally.orders.sum(),
                tally.milestones.sum(),
                tally.found.sum(),
                Summary.diversions(plan),
                Summary.neverFree(plan),
                Summary.names(orders, order -> !Orders.isOver(order)),
                Summary.names(orders, Account::wasNotSent),
                milestones(orders, Order.Milestone::getOutOfOrder),
                milestones(orders, Order.Milestone::getLate),
                tally.keptAsMilestone.sum(),
                tally.accepted.sum(),
                tally.confirmed.sum(),
                orders.stream().mapToLong(Order::getEscalationsCount).sum(),
                session.retries.count(),
                tally.overtaken.sum(),
                tally.sentAgain.sum(),
                seconds,
                seconds == 0 ? 0 : tally.calls.sum() / seconds,
                CallProcessing.of(recording),
                CallProcessing.of(figures),
                CallProcessing.of(figures).comparedWith(CallProcessing.of(recording)),
                figures.getDefinition(),
                OpenCommitments.read(patrol, session.retries));
    }

    private static boolean wasNotSent(Order order) {
        return switch (order.getState()) {
            case REQUESTED, REFUSED, TIMED_OUT -> true;
            default -> false;
        };
    }

    private static long milestones(Collection<Order> orders, Predicate<Order.Milestone> which) {
        return orders.stream()
                .flatMap(order -> order.getMilestonesList().stream())
                .filter(which)
                .count();
    }

    private SummarizeCallProcessingResponse figures(Channel dispatch) {
        OversightServiceBlockingStub oversight = OversightServiceGrpc.newBlockingStub(dispatch);
        SummarizeCallProcessingRequest request = SummarizeCallProcessingRequest.newBuilder()
                .setOptionalReferencePrefix(session.recording.commonReference())
                .setFrom(Stamps.of(session.recording.calls().getFirst().receivedAt()))
                .setUntil(Stamps.of(
                        session.recording.calls().getLast().receivedAt().plusMillis(1)))
                .build();
        return session.retries.call(() -> oversight.summarizeCallProcessing(request));
    }
}
