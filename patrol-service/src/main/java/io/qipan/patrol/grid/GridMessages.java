package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.Atlas.Located;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.patrol.grid.model.GridRevision;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.patrol.v1.GridFeature.Kind;
import io.qipan.proto.patrol.v1.GridFeature.Report;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.proto.patrol.v1.LocatePointResponse.Place;
import io.qipan.runtime.geojson.GeometryWriter;
import io.qipan.runtime.rpc.Times;
import java.util.Optional;

/** Features and revisions of the grid on the wire and in the model. */
final class GridMessages {

    private GridMessages() {}

    static io.qipan.proto.patrol.v1.GridRevision message(GridRevision revision) {
        return io.qipan.proto.patrol.v1.GridRevision.newBuilder()
                .setName(revision.name())
                .setNumber(revision.number())
                .setMadeAt(Times.message(revision.madeAt()))
                .setMadeBy(revision.madeBy())
                .setReason(revision.reason())
                .setAdded(revision.added())
                .setChanged(revision.changed())
                .setRemoved(revision.removed())
                .build();
    }

    static io.qipan.proto.patrol.v1.GridFeature withGeometry(FeatureVersion version) {
        return message(version).toBuilder()
                .setGeometry(GeometryWriter.text(version.feature().geometry()))
                .build();
    }

    static io.qipan.proto.patrol.v1.GridFeature message(FeatureVersion version) {
        GridFeature feature = version.feature();
        io.qipan.proto.patrol.v1.GridFeature.Builder message = io.qipan.proto.patrol.v1.GridFeature.newBuilder()
                .setName(feature.name())
                .setKind(Kind.valueOf(feature.kind().name()))
                .setCode(feature.code())
                .setTitleEn(feature.titleEn())
                .setTitleZh(feature.titleZh())
                .setParent(feature.parentName().orElse(""))
                .setGivenDatum(Datum.valueOf(feature.givenIn().name()))
                .setValidFromRevision(version.validFrom())
                .setValidToRevision(version.validTo().orElse(0L))
                .setReportEveryS(feature.reportEveryS());
        feature.visitingRule().map(RuleMessages::message).ifPresent(message::setVisitingRule);
        feature.reports().forEach(report -> message.addReports(Report.valueOf(report.name())));
        return message.build();
    }

    /** Empty if no kind is given. */
    static Optional<FeatureKind> kind(Kind kind) {
        return FeatureKind.named(kind.name());
    }

    static LocatePointResponse message(Located located) {
        LocatePointResponse.Builder message = LocatePointResponse.newBuilder().setRevision(located.revision());
        located.city().map(GridMessages::place).ifPresent(message::setCity);
        located.zone().map(GridMessages::place).ifPresent(message::setZone);
        located.cell().map(GridMessages::place).ifPresent(message::setCell);
        located.mustPatrolAreas().forEach(area -> message.addMustPatrolAreas(place(area)));
        located.waters().forEach(water -> message.addWaters(place(water)));
        return message.build();
    }

    private static Place place(GridFeature feature) {
        return Place.newBuilder()
                .setName(feature.name())
                .setCode(feature.code())
                .setTitleEn(feature.titleEn())
                .setTitleZh(feature.titleZh())
                .build();
    }
}
