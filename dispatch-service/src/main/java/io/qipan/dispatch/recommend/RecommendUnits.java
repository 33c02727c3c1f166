package io.qipan.dispatch.recommend;

import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.dispatch.incident.model.IncidentType;
import io.qipan.dispatch.recommend.model.Need;
import io.qipan.dispatch.recommend.model.Picture;
import io.qipan.dispatch.recommend.model.Recommendation;
import io.qipan.dispatch.recommend.model.Recommendation.Target;
import io.qipan.proto.dispatch.v1.RecommendUnitsRequest;
import io.qipan.runtime.rpc.Times;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** Says which units to send to an incident, from what patrol-service knows or, while it is away, knew. */
@Singleton
class RecommendUnits {
    private final UnitOfWork unitOfWork;
    private final IncidentRecords incidents;
    private final ReadUnits readUnits;
    private final InstantSource clock;

    RecommendUnits(UnitOfWork unitOfWork, IncidentRecords incidents, ReadUnits readUnits, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.incidents = incidents;
        this.readUnits = readUnits;
        this.clock = clock;
    }

    /**
     * @param degraded from what was known before patrol-service went away
     */
    record Answered(Recommendation recommendation, boolean degraded) {}

    Answered recommend(RecommendUnitsRequest request) {
        IncidentId id = IncidentId.parse(request.getIncident());
        Incident incident = unitOfWork.read(() -> incidents.get(id));
        List<Need> needs = needs(request, incident);
        Target target = Destination.of(incident);
        Picture picture = readUnits.pictureFor(needs, target);
        return new Answered(picture.choose(needs, target, Times.now(clock)), !picture.fresh());
    }

    private List<Need> needs(RecommendUnitsRequest request, Incident incident) {
        if (request.getNeedsCount() > 0) {
            return request.getNeedsList().stream()
                    .map(need -> new Need(need.getCapability(), need.getCount()))
                    .toList();
        }
        return Need.oneEach(unitOfWork
                .read(() -> incidents.type(incident))
                .map(IncidentType::needs)
                .orElse(List.of()));
    }
}
