package io.qipan.patrol.grid;

import io.qipan.patrol.grid.model.DeviceReport;
import io.qipan.patrol.grid.model.FeatureKind;
import io.qipan.patrol.grid.model.FeatureVersion;
import io.qipan.patrol.grid.model.GridFeature;
import io.qipan.runtime.place.MapDatum;
import io.qipan.runtime.work.JsonColumn;
import io.qipan.runtime.work.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;
import java.util.stream.Stream;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKBReader;
import org.locationtech.jts.io.WKBWriter;

/** One version of a feature as it is stored. */
final class PostgresFeatureRow {

    private PostgresFeatureRow() {}

    static FeatureVersion read(Row row) {
        GridFeature feature = new GridFeature(
                FeatureKind.named(row.getString("kind")).orElseThrow(),
                row.getString("code"),
                row.getString("title_en"),
                row.getString("title_zh"),
                Optional.ofNullable(row.getString("parent")),
                geometry(row.getBuffer("geometry").getBytes()),
                MapDatum.valueOf(row.getString("given_datum")),
                JsonColumn.read(row.getJsonArray("visiting_rule"), io.qipan.proto.patrol.v1.VisitingRule::newBuilder)
                        .stream()
                        .map(rule -> RuleMessages.rule(rule.build()))
                        .findFirst(),
                Stream.of(row.getArrayOfStrings("reports"))
                        .map(DeviceReport::valueOf)
                        .toList(),
                row.getInteger("report_every_s"));
        return new FeatureVersion(feature, row.getLong("valid_from"), Optional.ofNullable(row.getLong("valid_to")));
    }

    private static Geometry geometry(byte[] wellKnownBinary) {
        try {
            return new WKBReader().read(wellKnownBinary);
        } catch (ParseException e) {
            throw new IllegalStateException("A stored geometry cannot be read", e);
        }
    }

    static void insert(GridFeature feature, long validFrom) {
        Tx.current()
                .write(
                        """
                        insert into grid_feature
                            (name, kind, code, title_en, title_zh, parent, geometry, given_datum, visiting_rule, reports,
                             valid_from, report_every_s)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9::text::jsonb, $10, $11, $12)""",
                        feature.name(),
                        feature.kind().code(),
                        feature.code(),
                        feature.titleEn(),
                        feature.titleZh(),
                        feature.parent().orElse(null),
                        new WKBWriter().write(feature.geometry()),
                        feature.givenIn().name(),
                        JsonColumn.write(feature.visitingRule().stream()
                                .map(RuleMessages::message)
                                .toList()),
                        feature.reports().stream().map(DeviceReport::name).toArray(String[]::new),
                        validFrom,
                        feature.reportEveryS());
    }
}
