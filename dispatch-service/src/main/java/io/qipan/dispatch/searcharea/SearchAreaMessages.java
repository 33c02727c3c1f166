package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.searcharea.model.SearchArea;
import io.qipan.dispatch.searcharea.model.SearchArea.Placed;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Open;
import io.qipan.dispatch.searcharea.model.SearchAreaState.Over;
import io.qipan.dispatch.searcharea.model.SearchMap;
import io.qipan.dispatch.searcharea.model.SearchRegion;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.dispatch.v1.PutSearchArea;
import io.qipan.proto.dispatch.v1.SearchArea.State;
import io.qipan.proto.dispatch.v1.SearchConflict;
import io.qipan.proto.dispatch.v1.SearchEstimate;
import io.qipan.proto.dispatch.v1.SearchPolygon;
import io.qipan.runtime.place.Ground;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.util.Arrays;
import java.util.Locale;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;

/** Areas of search on the wire. */
final class SearchAreaMessages {
    private static final double M2_PER_KM2 = 1e6;

    private SearchAreaMessages() {}

    static io.qipan.proto.dispatch.v1.SearchArea message(SearchArea area) {
        io.qipan.proto.dispatch.v1.SearchArea.Builder message = io.qipan.proto.dispatch.v1.SearchArea.newBuilder()
                .setName(area.id().name())
                .setEtag(Etag.of(area.version()))
                .setState(State.valueOf(area.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(area.incident().name())
                .addAllFacts(
                        area.facts().stream().map(SearchFactMessages::message).toList())
                .setOwner(area.owner())
                .setOpenedBy(area.openedBy())
                .setOpenedAt(Times.message(area.openedAt()))
                .setDrill(area.drill());
        area.placed().ifPresent(placed -> message.setPut(message(placed)));
        switch (area.state()) {
            case Open open ->
                message.setNextDeadlineAt(Times.message(open.nextDeadlineAt())).setReminders(open.reminders());
            case Over over ->
                message.setOverAt(Times.message(over.end().at()))
                        .setOverBy(over.end().by())
                        .setOverReason(over.end().reason());
        }
        return message.build();
    }

    private static PutSearchArea message(Placed placed) {
        return PutSearchArea.newBuilder()
                .setIncident(placed.on().name())
                .setLocationId(placed.locationId())
                .setAreaKm2(placed.areaM2() / M2_PER_KM2)
                .setPutAt(Times.message(placed.at()))
                .build();
    }

    static SearchEstimate estimate(SearchMap map) {
        SearchEstimate.Builder estimate = SearchEstimate.newBuilder()
                .setAsOf(Times.message(map.at()))
                .addAllRegions(
                        map.regions().stream().map(SearchAreaMessages::message).toList())
                .setResolutionM(map.resolutionM());
        map.conflict()
                .ifPresent(conflict -> estimate.setConflict(SearchConflict.newBuilder()
                        .setLeaveOut(conflict.leaveOut())
                        .setTimes(conflict.times())));
        return estimate.build();
    }

    private static io.qipan.proto.dispatch.v1.SearchRegion message(SearchRegion region) {
        return io.qipan.proto.dispatch.v1.SearchRegion.newBuilder()
                .setShare(region.share())
                .setProbability(region.probability())
                .setAreaKm2(region.areaM2() / M2_PER_KM2)
                .addAllPolygons(region.polygons().stream()
                        .map(SearchAreaMessages::message)
                        .toList())
                .setPiecesLeftOut(region.leftOut())
                .build();
    }

    private static SearchPolygon message(Polygon polygon) {
        SearchPolygon.Builder message = SearchPolygon.newBuilder().setShell(ring(polygon.getExteriorRing()));
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            message.addHoles(ring(polygon.getInteriorRingN(i)));
        }
        return message.build();
    }

    private static Area ring(LinearRing ring) {
        Coordinate[] corners = ring.getCoordinates();
        return Area.newBuilder()
                .addAllRing(Arrays.stream(corners)
                        .limit(corners.length - 1L)
                        .map(at -> PlaceMessages.message(Ground.point(at)))
                        .toList())
                .build();
    }
}
