package io.qipan.dispatch;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.afteraction.AfterActionFeature;
import io.qipan.dispatch.attention.AttentionFeature;
import io.qipan.dispatch.call.CallFeature;
import io.qipan.dispatch.classification.ClassificationFeature;
import io.qipan.dispatch.command.CommandFeature;
import io.qipan.dispatch.complaint.ComplaintFeature;
import io.qipan.dispatch.contingency.ContingencyFeature;
import io.qipan.dispatch.duplicate.DuplicateFeature;
import io.qipan.dispatch.figure.FigureFeature;
import io.qipan.dispatch.followup.FakeMessages;
import io.qipan.dispatch.followup.FollowUpFeature;
import io.qipan.dispatch.forcedplace.ForcedPlaceFeature;
import io.qipan.dispatch.gazetteer.GazetteerFeature;
import io.qipan.dispatch.incident.IncidentFeature;
import io.qipan.dispatch.missingperson.MissingPersonFeature;
import io.qipan.dispatch.order.OrderFeature;
import io.qipan.dispatch.oversight.OversightFeature;
import io.qipan.dispatch.pattern.PatternFeature;
import io.qipan.dispatch.peer.FakeEcologyCases;
import io.qipan.dispatch.peer.FakePatrol;
import io.qipan.dispatch.recommend.RecommendFeature;
import io.qipan.dispatch.rectification.RectificationFeature;
import io.qipan.dispatch.referral.ReferralFeature;
import io.qipan.dispatch.response.ResponseFeature;
import io.qipan.dispatch.review.FakeLots;
import io.qipan.dispatch.review.ReviewFeature;
import io.qipan.dispatch.searcharea.SearchAreaFeature;
import io.qipan.dispatch.sensor.SensorFeature;
import io.qipan.dispatch.sharing.SharingFeature;
import io.qipan.dispatch.supervision.SupervisionFeature;
import io.qipan.dispatch.transfer.FakePartners;
import io.qipan.dispatch.transfer.TransferFeature;
import io.qipan.dispatch.visit.VisitFeature;
import io.qipan.dispatch.zone.ZoneFeature;
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
        FigureFeature figures,
        GazetteerFeature gazetteer,
        ForcedPlaceFeature forcedPlaces,
        DuplicateFeature duplicates,
        TransferFeature transfers,
        ReferralFeature referrals,
        CommandFeature commands,
        ResponseFeature responses,
        FollowUpFeature followUps,
        ComplaintFeature complaints,
        PatternFeature patterns,
        RectificationFeature rectifications,
        MissingPersonFeature missing,
        ReviewFeature reviews,
        FakeLots lots,
        ClassificationFeature classification,
        AttentionFeature attentions,
        SupervisionFeature supervisions,
        SearchAreaFeature searchAreas,
        ContingencyFeature contingencies,
        AfterActionFeature afterAction,
        SensorFeature sensors,
        VisitFeature visits,
        SharingFeature sharing,
        ZoneFeature zones,
        FakePartners partners,
        FakeMessages messages,
        SimpleMeterRegistry meters) {

    public static Dispatch onPostgres(
            UnitOfWork unitOfWork, InstantSource clock, FakePatrol patrol, FakeEcologyCases ecology) {
        Surroundings around = Surroundings.onPostgres(unitOfWork, clock);
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        AttentionFeature attentions = AttentionFeature.onPostgres(around, meters);
        FigureFeature figures = FigureFeature.onPostgres(around);
        ZoneFeature zones = ZoneFeature.onPostgres(around, patrol, meters);
        FakePartners partners = new FakePartners();
        FakeMessages messages = new FakeMessages();
        FakeLots lots = new FakeLots();
        ReviewFeature.Draws draws = ReviewFeature.Draws.onPostgres(around, lots);
        CallFeature calls = CallFeature.onPostgres(around, TransferFeature.openTransfers(around), draws.calls());
        IncidentFeature incidents = IncidentFeature.onPostgres(
                around,
                calls,
                OrderFeature.openOrders(around),
                MissingPersonFeature.openSearches(),
                ReviewFeature.openProposals(around),
                draws.incidents(),
                SearchAreaFeature.openSearchAreas(around),
                ContingencyFeature.openContingencies(around),
                ResponseFeature.alarmLevels(around),
                SharingFeature.openShares(around),
                ecology);
        FollowUpFeature followUps = FollowUpFeature.onPostgres(around, calls, incidents.records(), messages, meters);
        PatternFeature patterns = PatternFeature.onPostgres(around, incidents.records());
        RecommendFeature recommendation = RecommendFeature.onPostgres(around, incidents.records(), patrol);
        ResponseFeature responses =
                ResponseFeature.onPostgres(around, incidents.records(), recommendation.readUnits(), patrol, patrol);
        return new Dispatch(
                around,
                calls,
                incidents,
                OrderFeature.onPostgres(around, incidents.records(), patrol),
                recommendation,
                OversightFeature.onPostgres(around, figures.figures(), attentions, zones, meters),
                figures,
                GazetteerFeature.onPostgres(around, calls, meters),
                ForcedPlaceFeature.onPostgres(around, calls.records(), incidents.records()),
                DuplicateFeature.onPostgres(
                        around,
                        calls.records(),
                        incidents.records(),
                        OrderFeature.openOrders(around),
                        ResponseFeature.alarmLevels(around),
                        responses.showAlarmLevel(),
                        meters),
                TransferFeature.onPostgres(around, calls, incidents.records(), partners, meters),
                ReferralFeature.onPostgres(around, calls, incidents.records(), meters),
                CommandFeature.onPostgres(around, incidents.records(), patrol),
                responses,
                followUps,
                ComplaintFeature.onPostgres(around, incidents.records(), followUps.records(), meters),
                patterns,
                RectificationFeature.onPostgres(around, patterns),
                MissingPersonFeature.onPostgres(around, incidents.records(), OrderFeature.openOrders(around)),
                ReviewFeature.onPostgres(around, incidents, meters),
                lots,
                ClassificationFeature.onPostgres(around, calls.records(), incidents.records(), meters),
                attentions,
                SupervisionFeature.onPostgres(around),
                SearchAreaFeature.onPostgres(around, incidents.records(), OrderFeature.openOrders(around), meters),
                ContingencyFeature.onPostgres(around, incidents.records(), responses.readSituation(), meters),
                AfterActionFeature.onPostgres(
                        around,
                        JournaledResources.kinds(),
                        calls.records(),
                        incidents.records(),
                        figures.clocks(),
                        responses,
                        patrol,
                        patrol),
                SensorFeature.onPostgres(around, calls, incidents.records(), attentions, patrol),
                VisitFeature.onPostgres(around, attentions),
                SharingFeature.onPostgres(around, incidents.records()),
                zones,
                partners,
                messages,
                meters);
    }

    public List<RpcService> services() {
        return List.of(
                calls.rpc(),
                incidents.rpc(),
                orders.rpc(),
                recommendation.rpc(),
                oversight.rpc(),
                figures.rpc(),
                gazetteer.rpc(),
                forcedPlaces.rpc(),
                duplicates.rpc(),
                transfers.rpc(),
                referrals.rpc(),
                commands.rpc(),
                responses.rpc(),
                followUps.rpc(),
                followUps.gatewayRpc(),
                complaints.rpc(),
                patterns.rpc(),
                rectifications.rpc(),
                missing.rpc(),
                missing.noticeRpc(),
                reviews.rpc(),
                classification.rpc(),
                attentions.rpc(),
                supervisions.rpc(),
                searchAreas.rpc(),
                contingencies.planRpc(),
                contingencies.rpc(),
                contingencies.reviewRpc(),
                afterAction.rpc(),
                sharing.rpc());
    }

    /** Handles deadlines when it is told to. */
    public DeadlineWorker worker() {
        List<DeadlineHandler> handlers = new ArrayList<>();
        handlers.add(calls.reminder());
        handlers.add(forcedPlaces.reminder());
        handlers.addAll(incidents.handlers());
        handlers.addAll(orders.handlers());
        handlers.addAll(transfers.handlers());
        handlers.addAll(referrals.handlers());
        handlers.add(commands.handler());
        handlers.addAll(followUps.handlers());
        handlers.add(complaints.reminder());
        handlers.add(rectifications.reminder());
        handlers.addAll(missing.handlers());
        handlers.addAll(reviews.handlers());
        handlers.add(classification.learning());
        handlers.addAll(attentions.handlers());
        handlers.add(supervisions.reminder());
        handlers.add(searchAreas.look());
        handlers.add(responses.look());
        handlers.addAll(sensors.handlers());
        handlers.add(visits.reminder());
        handlers.add(sharing.end());
        handlers.add(zones.locate());
        handlers.addAll(contingencies.handlers());
        return new DeadlineWorker(around.unitOfWork(), around.clock(), handlers);
    }
}
