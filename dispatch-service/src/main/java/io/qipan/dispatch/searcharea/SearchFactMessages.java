package io.qipan.dispatch.searcharea;

import io.qipan.dispatch.searcharea.model.Claim;
import io.qipan.dispatch.searcharea.model.Claim.Holds;
import io.qipan.dispatch.searcharea.model.Claim.Searched;
import io.qipan.dispatch.searcharea.model.Extent;
import io.qipan.dispatch.searcharea.model.Extent.AlongLine;
import io.qipan.dispatch.searcharea.model.Extent.Circle;
import io.qipan.dispatch.searcharea.model.Extent.NearLandmark;
import io.qipan.dispatch.searcharea.model.Extent.Polygon;
import io.qipan.dispatch.searcharea.model.Extent.Reach;
import io.qipan.dispatch.searcharea.model.Extent.Sector;
import io.qipan.dispatch.searcharea.model.SearchFact.Narrowing;
import io.qipan.dispatch.searcharea.model.SearchFact.Revocation;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.FactLandmark;
import io.qipan.proto.dispatch.v1.FactLine;
import io.qipan.proto.dispatch.v1.FactNotIn;
import io.qipan.proto.dispatch.v1.FactReach;
import io.qipan.proto.dispatch.v1.FactSector;
import io.qipan.proto.dispatch.v1.SearchFact;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.proto.dispatch.v1.SearchNarrowing;
import io.qipan.runtime.place.Location.Source;
import io.qipan.runtime.place.Shape.Region;
import io.qipan.runtime.rpc.PlaceMessages;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.Optional;

/** Facts of a search area on the wire, and as they are stored. */
final class SearchFactMessages {
    private static final double M2_PER_KM2 = 1e6;

    private SearchFactMessages() {}

    /** A new fact; its number is given by the search area that takes it. Refuses PLACE_INVALID, TIME_IN_FUTURE. */
    static io.qipan.dispatch.searcharea.model.SearchFact fact(SearchFactInput message, String toldBy, Instant now) {
        if (message.hasReach()) {
            Instant ignored = Times.occurred(true, message.getReach().getSeenAt(), now);
        }
        return fact(
                0,
                message,
                Times.occurred(message.hasSaidAt(), message.getSaidAt(), now),
                toldBy,
                now,
                Narrowing.NONE,
                Optional.empty());
    }

    /** A fact as it was stored by {@link #message}. */
    static io.qipan.dispatch.searcharea.model.SearchFact stored(SearchFact message) {
        return fact(
                message.getNumber(),
                message.getTold(),
                Times.instant(message.getTold().getSaidAt()),
                message.getToldBy(),
                Times.instant(message.getToldAt()),
                narrowing(message.getNarrowing()),
                message.hasRevokedAt()
                        ? Optional.of(new Revocation(
                                Times.instant(message.getRevokedAt()),
                                message.getRevokedBy(),
                                message.getRevocationReason(),
                                narrowing(message.getRevocationNarrowing())))
                        : Optional.empty());
    }

    private static io.qipan.dispatch.searcharea.model.SearchFact fact(
            int number,
            SearchFactInput message,
            Instant saidAt,
            String toldBy,
            Instant toldAt,
            Narrowing narrowing,
            Optional<Revocation> revocation) {
        return new io.qipan.dispatch.searcharea.model.SearchFact(
                number,
                extent(message),
                message.hasNotIn()
                        ? new Searched(message.getNotIn().getProbabilityOfDetection())
                        : new Holds(message.getCertainty()),
                Source.valueOf(message.getSource().name()),
                message.getSaidBy(),
                saidAt,
                message.getReason(),
                toldBy,
                toldAt,
                narrowing,
                revocation);
    }

    private static Extent extent(SearchFactInput message) {
        return switch (message.getKindCase()) {
            case CIRCLE -> circle(message.getCircle());
            case SECTOR ->
                new Sector(
                        PlaceMessages.point(message.getSector().getMast()),
                        message.getSector().getInnerM(),
                        message.getSector().getOuterM(),
                        message.getSector().getAzimuthDeg(),
                        message.getSector().getOpeningDeg());
            case ALONG_LINE ->
                new AlongLine(
                        message.getAlongLine().getPathList().stream()
                                .map(PlaceMessages::point)
                                .toList(),
                        message.getAlongLine().getWithinM(),
                        message.getAlongLine().getLabel());
            case POLYGON -> polygon(message.getPolygon());
            case REACH ->
                new Reach(
                        PlaceMessages.point(message.getReach().getLastSeen()),
                        message.getReach().getUncertaintyM(),
                        Times.instant(message.getReach().getSeenAt()),
                        Reach.Medium.valueOf(message.getReach().getMedium().name()),
                        message.getReach().getSpeedKmh());
            case NOT_IN ->
                message.getNotIn().hasCircle()
                        ? circle(message.getNotIn().getCircle())
                        : polygon(message.getNotIn().getArea());
            case VISIBLE_FROM ->
                new NearLandmark(
                        PlaceMessages.point(message.getVisibleFrom().getLandmark()),
                        message.getVisibleFrom().getNearestM(),
                        message.getVisibleFrom().getFurthestM(),
                        message.getVisibleFrom().getLabel());
            case KIND_NOT_SET -> throw new IllegalArgumentException("A fact without a kind passes no validation");
        };
    }

    private static Circle circle(FactCircle message) {
        return new Circle(PlaceMessages.point(message.getCentre()), message.getRadiusM());
    }

    private static Polygon polygon(Area message) {
        return new Polygon(new Region(
                message.getRingList().stream().map(PlaceMessages::point).toList()));
    }

    static SearchFact message(io.qipan.dispatch.searcharea.model.SearchFact fact) {
        SearchFact.Builder message = SearchFact.newBuilder()
                .setNumber(fact.number())
                .setTold(told(fact))
                .setToldBy(fact.toldBy())
                .setToldAt(Times.message(fact.toldAt()))
                .setNarrowing(message(fact.narrowing()));
        fact.revocation()
                .ifPresent(revoked -> message.setRevokedAt(Times.message(revoked.at()))
                        .setRevokedBy(revoked.by())
                        .setRevocationReason(revoked.reason())
                        .setRevocationNarrowing(message(revoked.narrowing())));
        return message.build();
    }

    private static SearchFactInput told(io.qipan.dispatch.searcharea.model.SearchFact fact) {
        SearchFactInput.Builder told = SearchFactInput.newBuilder()
                .setSource(LocationSource.valueOf(fact.source().name()))
                .setSaidBy(fact.saidBy())
                .setSaidAt(Times.message(fact.saidAt()))
                .setReason(fact.reason());
        switch (fact.claim()) {
            case Holds(double certainty) -> held(told.setCertainty(certainty), fact.extent());
            case Searched searched -> told.setNotIn(searched(searched, fact.extent()));
        }
        return told.build();
    }

    private static void held(SearchFactInput.Builder told, Extent extent) {
        switch (extent) {
            case Circle circle -> told.setCircle(message(circle));
            case Polygon(Region region) -> told.setPolygon(message(region));
            case Sector(var mast, double inner, double outer, double azimuth, double opening) ->
                told.setSector(FactSector.newBuilder()
                        .setMast(PlaceMessages.message(mast))
                        .setInnerM(inner)
                        .setOuterM(outer)
                        .setAzimuthDeg(azimuth)
                        .setOpeningDeg(opening));
            case AlongLine(var path, double within, String label) ->
                told.setAlongLine(FactLine.newBuilder()
                        .addAllPath(path.stream().map(PlaceMessages::message).toList())
                        .setWithinM(within)
                        .setLabel(label));
            case Reach(var lastSeen, double uncertainty, Instant seenAt, var medium, double speed) ->
                told.setReach(FactReach.newBuilder()
                        .setLastSeen(PlaceMessages.message(lastSeen))
                        .setUncertaintyM(uncertainty)
                        .setSeenAt(Times.message(seenAt))
                        .setMedium(FactReach.Medium.valueOf(medium.name()))
                        .setSpeedKmh(speed));
            case NearLandmark(var landmark, double nearest, double furthest, String label) ->
                told.setVisibleFrom(FactLandmark.newBuilder()
                        .setLandmark(PlaceMessages.message(landmark))
                        .setNearestM(nearest)
                        .setFurthestM(furthest)
                        .setLabel(label));
        }
    }

    private static FactNotIn searched(Claim.Searched claim, Extent extent) {
        FactNotIn.Builder message = FactNotIn.newBuilder().setProbabilityOfDetection(claim.detection());
        return switch (extent) {
            case Circle circle -> message.setCircle(message(circle)).build();
            case Polygon(Region region) -> message.setArea(message(region)).build();
            case Sector _, AlongLine _, Reach _, NearLandmark _ ->
                throw new IllegalStateException("Only circles and polygons are searched, not " + extent);
        };
    }

    private static FactCircle message(Circle circle) {
        return FactCircle.newBuilder()
                .setCentre(PlaceMessages.message(circle.centre()))
                .setRadiusM(circle.radiusM())
                .build();
    }

    private static Area message(Region region) {
        return Area.newBuilder()
                .addAllRing(region.ring().stream().map(PlaceMessages::message).toList())
                .build();
    }

    private static SearchNarrowing message(Narrowing narrowing) {
        return SearchNarrowing.newBuilder()
                .setBeforeKm2(narrowing.beforeM2() / M2_PER_KM2)
                .setAfterKm2(narrowing.afterM2() / M2_PER_KM2)
                .build();
    }

    private static Narrowing narrowing(SearchNarrowing message) {
        return new Narrowing(message.getBeforeKm2() * M2_PER_KM2, message.getAfterKm2() * M2_PER_KM2);
    }
}
