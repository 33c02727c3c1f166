package io.qipan.patrol.grid;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.patrol.grid.PutVisitingRules.Asked;
import io.qipan.patrol.grid.PutVisitingRules.Entry;
import io.qipan.patrol.grid.PutVisitingRules.Order;
import io.qipan.patrol.grid.PutVisitingRules.Outcome;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.patrol.grid.model.VisitingRule.Gaps;
import io.qipan.patrol.grid.model.VisitingRule.Period;
import io.qipan.proto.patrol.v1.PutVisitingRulesRequest;
import io.qipan.proto.patrol.v1.PutVisitingRulesResponse;
import io.qipan.proto.patrol.v1.VisitingRuleServiceGrpc;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.geojson.GeometryReader;
import io.qipan.runtime.geojson.Unusable;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;

@Singleton
public class VisitingRuleRpc implements RpcService, VisitingRuleServiceGrpc.AsyncService {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final Envelope EARTH = new Envelope(-180, 180, -90, 90);

    private final UnitOfWork unitOfWork;
    private final InstantSource clock;
    private final PutVisitingRules putVisitingRules;
    private final LiveGrid liveGrid;

    public VisitingRuleRpc(
            UnitOfWork unitOfWork, InstantSource clock, PutVisitingRules putVisitingRules, LiveGrid liveGrid) {
        this.unitOfWork = unitOfWork;
        this.clock = clock;
        this.putVisitingRules = putVisitingRules;
        this.liveGrid = liveGrid;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(VisitingRuleServiceGrpc.bindService(this));
    }

    @Override
    public void putVisitingRules(PutVisitingRulesRequest request, StreamObserver<PutVisitingRulesResponse> observer) {
        Answer.unary(observer, () -> {
            Order order = order(request);
            PutVisitingRulesResponse response = unitOfWork.once(
                    RequestKey.of(request),
                    PutVisitingRulesResponse.parser(),
                    () -> message(putVisitingRules.put(order)));
            liveGrid.refresh();
            return response;
        });
    }

    private Order order(PutVisitingRulesRequest request) {
        return new Order(
                request.getOwner(),
                request.getTitleEn(),
                request.getTitleZh(),
                request.getGeometry().isEmpty() ? Optional.empty() : Optional.of(geometry(request.getGeometry())),
                request.getEntriesList().stream().map(VisitingRuleRpc::entry).toList(),
                Caller.current().subject(),
                Times.now(clock));
    }

    private static Entry entry(PutVisitingRulesRequest.Entry entry) {
        if (!entry.hasRule()) {
            return new Entry(entry.getKey(), Optional.empty());
        }
        PutVisitingRulesRequest.Rule rule = entry.getRule();
        return new Entry(
                entry.getKey(),
                Optional.of(new Asked(
                        rule.getVisits(),
                        Period.valueOf(rule.getPer().name()),
                        rule.getMinimumDwellS(),
                        rule.getMinimumShare(),
                        new Gaps(rule.getLargestGapS(), rule.getSmallestGapS()))));
    }

    private static Geometry geometry(String text) {
        try {
            Geometry geometry = GeometryReader.read(MAPPER.readTree(text));
            for (Coordinate at : geometry.getCoordinates()) {
                if (!EARTH.contains(at)) {
                    throw new Unusable("the position " + at.x + ", " + at.y + " is not on Earth");
                }
            }
            return geometry;
        } catch (JsonProcessingException e) {
            throw invalid("it is no JSON");
        } catch (Unusable e) {
            throw invalid(e.why());
        }
    }

    private static RuntimeException invalid(String why) {
        String text = "The field geometry cannot be used: " + why + ".";
        return Refusal.of(Reason.INVALID_FIELD, text)
                .withViolations(List.of(new Violation("geometry", text)))
                .asException();
    }

    private static PutVisitingRulesResponse message(Outcome outcome) {
        return PutVisitingRulesResponse.newBuilder()
                .addAllFeatures(
                        outcome.features().stream().map(GridFeature::name).toList())
                .setMadeRevision(outcome.made().map(GridRevision::number).orElse(0L))
                .build();
    }
}
