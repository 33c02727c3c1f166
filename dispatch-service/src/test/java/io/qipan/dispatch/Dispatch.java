package io.qipan.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.incident.IncidentFeature;
import io.qipan.dispatch.order.OrderFeature;
import io.qipan.dispatch.oversight.OversightFeature;
import io.qipan.dispatch.peer.FakeEcologyCases;
import io.qipan.dispatch.peer.FakePatrol;
import io.qipan.dispatch.recommend.RecommendFeature;
import io.qipan.runtime.deadline.DeadlineHandler;
import io.qipan.runtime.deadline.DeadlineWorker;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.UnitOfWork;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** The service put together by hand, on PostgreSQL, beside peers that the test commands. */
public record Dispatch(
        Surroundings around,
        CallFeature calls,
        IncidentFeature incidents,
        OrderFeature orders,
        RecommendFeature recommendation,
        OversightFeature oversight,
        SimpleMeterRegistry meters) {

    public static Dispatch onPostgres(
            UnitOfWork unitOfWork, InstantSource clock, FakePatrol patrol, FakeEcologyCases ecology) {
        Surroundings around = Surroundings.onPostgres(unitOfWork, clock);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        CallFeature calls = CallFeature.onPostgres(around);
        IncidentFeature incidents =
                IncidentFeature.onPostgres(around, calls.records(), OrderFeature.openOrders(around), ecology);
        return new Dispatch(
                around,
                calls,
                incidents,
                OrderFeature.onPostgres(around, incidents.records(), patrol),
                RecommendFeature.onPostgres(around, incidents.records(), patrol),
                OversightFeature.onPostgres(around, meters),
                meters);
    }

    public List<RpcService> services() {
        return List.of(calls.rpc(), incidents.rpc(), orders.rpc(), recommendation.rpc(), oversight.rpc());
    }

    /** Handles deadlines when it is told to. */
    public DeadlineWorker worker() {
        List<DeadlineHandler> handlers = new ArrayList<>();
        handlers.add(calls.reminder());
        handlers.addAll(incidents.handlers());
        handlers.addAll(orders.handlers());
        return new DeadlineWorker(around.unitOfWork(), around.clock(), handlers);
    }
}
