package io.qipan.dispatch.searcharea;

import static io.qipan.dispatch.Desk.newId;

import io.grpc.Channel;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AddSearchFactRequest;
import io.qipan.proto.dispatch.v1.AddSearchFactResponse;
import io.qipan.proto.dispatch.v1.ConcludeSearchAreaRequest;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.FactNotIn;
import io.qipan.proto.dispatch.v1.FactReach;
import io.qipan.proto.dispatch.v1.GetSearchAreaRequest;
import io.qipan.proto.dispatch.v1.GetSearchAreaResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaResponse;
import io.qipan.proto.dispatch.v1.RevokeSearchFactRequest;
import io.qipan.proto.dispatch.v1.RevokeSearchFactResponse;
import io.qipan.proto.dispatch.v1.SearchArea;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc.SearchAreaServiceBlockingStub;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.List;

/** Somebody who works out where a caller may be, over gRPC, as the channel's token says. */
final class Searcher {
    final SearchAreaServiceBlockingStub areas;

    Searcher(Channel channel) {
        areas = SearchAreaServiceGrpc.newBlockingStub(channel);
    }

    static Point point(double latitude, double longitude) {
        return Point.newBuilder()
                .setLatitude(latitude)
                .setLongitude(longitude)
                .setDatum(Datum.WGS84)
                .build();
    }

    private static SearchFactInput.Builder fact(String reason) {
        return SearchFactInput.newBuilder()
                .setSource(LocationSource.CALLER)
                .setSaidBy("the caller")
                .setReason(reason);
    }

    private static FactCircle circle(double longitude, double radiusM) {
        return FactCircle.newBuilder()
                .setCentre(point(39.67, longitude))
                .setRadiusM(radiusM)
                .build();
    }

    /** Within 5 km of the mast. */
    static SearchFactInput.Builder mast() {
        return fact("the mast at the pumping station")
                .setCircle(circle(106.78, 5000))
                .setCertainty(0.95);
    }

    /** Within 2 km of a bridge, at the edge of what the mast serves. */
    static SearchFactInput.Builder bridge() {
        return fact("sees a bridge").setCircle(circle(106.83, 2000)).setCertainty(0.9);
    }

    static SearchFactInput.Builder searched(double detection) {
        return fact("boat-1 went along there")
                .setNotIn(FactNotIn.newBuilder().setCircle(circle(106.78, 1000)).setProbabilityOfDetection(detection));
    }

    /** Left on foot, at 4 km/h. */
    static SearchFactInput.Builder walking(Instant seenAt) {
        return fact("left the hut on foot")
                .setReach(FactReach.newBuilder()
                        .setLastSeen(point(39.67, 106.78))
                        .setUncertaintyM(500)
                        .setSeenAt(Times.message(seenAt))
                        .setMedium(FactReach.Medium.ON_FOOT)
                        .setSpeedKmh(4))
                .setCertainty(0.9);
    }

    static LocationInput spot() {
        return LocationInput.newBuilder()
                .setPoint(point(39.671, 106.79))
                .setSource(LocationSource.UNIT_REPORT)
                .setUncertaintyM(10)
                .build();
    }

    static OpenSearchAreaRequest.Builder on(Incident incident, SearchFactInput.Builder... facts) {
        return OpenSearchAreaRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .addAllFacts(List.of(facts).stream()
                        .map(SearchFactInput.Builder::build)
                        .toList());
    }

    OpenSearchAreaResponse open(Incident incident, SearchFactInput.Builder... facts) {
        return areas.openSearchArea(on(incident, facts).build());
    }

    AddSearchFactResponse tell(SearchArea area, SearchFactInput.Builder fact) {
        return areas.addSearchFact(AddSearchFactRequest.newBuilder()
                .setRequestId(newId())
                .setName(area.getName())
                .setEtag(area.getEtag())
                .setFact(fact)
                .build());
    }

    RevokeSearchFactResponse revoke(SearchArea area, int number) {
        return areas.revokeSearchFact(RevokeSearchFactRequest.newBuilder()
                .setRequestId(newId())
                .setName(area.getName())
                .setEtag(area.getEtag())
                .setNumber(number)
                .setReason("that was another caller")
                .build());
    }

    static ConcludeSearchAreaRequest.Builder concluding(SearchArea area) {
        return ConcludeSearchAreaRequest.newBuilder()
                .setRequestId(newId())
                .setName(area.getName())
                .setEtag(area.getEtag())
                .setReason("called back and is at home");
    }

    GetSearchAreaResponse get(SearchArea area) {
        return areas.getSearchArea(
                GetSearchAreaRequest.newBuilder().setName(area.getName()).build());
    }

    GetSearchAreaResponse asOf(SearchArea area, Instant at) {
        return areas.getSearchArea(GetSearchAreaRequest.newBuilder()
                .setName(area.getName())
                .setAsOf(Times.message(at))
                .build());
    }

    SearchArea now(SearchArea area) {
        return get(area).getSearchArea();
    }
}
