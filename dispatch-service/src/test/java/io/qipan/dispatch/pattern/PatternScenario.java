package io.qipan.dispatch.pattern;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;

import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AnalyzeHotspotsRequest;
import io.qipan.proto.dispatch.v1.HotspotAnalysis;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.OpenIncidentRequest;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc.PatternServiceBlockingStub;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/** Thefts in a city where every place has one, but for one place that has eight in two days. */
public abstract class PatternScenario extends DispatchScenario {
    protected static final int ELSEWHERE = 40;
    protected static final int CROWDED = 8;
    private static final double LATITUDE = 39.67;
    private static final double LONGITUDE = 106.78;

    protected PatternServiceBlockingStub patterns() {
        return PatternServiceGrpc.newBlockingStub(harness.channelOf("wang", Role.DISPATCHER));
    }

    /** Noon in China on a day of November 2026. */
    protected static Instant noon(int day) {
        return Instant.parse("2026-11-01T04:00:00Z").plusSeconds((day - 1) * 86_400L);
    }

    private static LocationInput at(double latitude, double longitude, double uncertaintyM) {
        return LocationInput.newBuilder()
                .setPoint(Point.newBuilder()
                        .setLatitude(latitude)
                        .setLongitude(longitude)
                        .setDatum(Datum.WGS84))
                .setSource(LocationSource.CALLER)
                .setUncertaintyM(uncertaintyM)
                .build();
    }

    /** At the crowded place. */
    protected static OpenIncidentRequest.Builder aTheft(int day, double uncertaintyM) {
        return anIncident("theft")
                .clearLocations()
                .addLocations(at(LATITUDE, LONGITUDE, uncertaintyM))
                .setOpenedAt(Times.message(noon(day)));
    }

    protected static OpenIncidentRequest.Builder aTheft(int day) {
        return aTheft(day, 50);
    }

    /** Places that are 5 km apart and more. */
    protected static OpenIncidentRequest.Builder aTheftElsewhere(int place, int day) {
        return aTheft(day)
                .clearLocations()
                .addLocations(at(LATITUDE + 0.1 + 0.06 * (place % 8), LONGITUDE + 0.1 + 0.08 * (place / 8), 50));
    }

    /** From 2 to 17 November; the crowd is there on 14 and 15. */
    protected List<Incident> thefts() {
        return IntStream.range(0, ELSEWHERE + CROWDED)
                .mapToObj(i -> desk().open(i < ELSEWHERE ? aTheftElsewhere(i, 2 + i % 16) : aTheft(14 + i % 2)))
                .toList();
    }

    protected static AnalyzeHotspotsRequest.Builder aQuestion() {
        return AnalyzeHotspotsRequest.newBuilder()
                .setRequestId(newId())
                .setFrom(LocalDate.of(2026, 11, 1).toString())
                .setUntil(LocalDate.of(2026, 11, 20).toString())
                .setLongestDays(2)
                .setPermutations(99)
                .setSeed(7);
    }

    protected HotspotAnalysis analyze(AnalyzeHotspotsRequest.Builder question) {
        return patterns().analyzeHotspots(question.build()).getAnalysis();
    }
}
