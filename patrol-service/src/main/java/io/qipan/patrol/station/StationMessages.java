package io.qipan.patrol.station;

import io.qipan.patrol.station.model.Station;
import io.qipan.proto.patrol.v1.RegisterStationRequest;
import io.qipan.runtime.place.Datum;
import io.qipan.runtime.rpc.PlaceMessages;

/** Stations on the wire and in the model. */
public final class StationMessages {

    private StationMessages() {}

    /** A new station. */
    public static Station station(RegisterStationRequest request) {
        Datum point = PlaceMessages.point(request.getPoint());
        return new Station(request.getName(), 1, request.getTitleEn(), request.getTitleZh(), point);
    }

    public static io.qipan.proto.patrol.v1.Station message(Station station) {
        return io.qipan.proto.patrol.v1.Station.newBuilder()
                .setName(station.name())
                .setEtag(Long.toString(station.version()))
                .setTitleEn(station.titleEn())
                .setTitleZh(station.titleZh())
                .setPoint(PlaceMessages.message(station.point()))
                .build();
    }
}
