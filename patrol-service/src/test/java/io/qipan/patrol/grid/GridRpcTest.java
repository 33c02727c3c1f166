package io.qipan.patrol.grid;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.qipan.patrol.Patrol;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.patrol.v1.ExportGridRequest;
import io.qipan.proto.patrol.v1.ExportGridResponse;
import io.qipan.proto.patrol.v1.GetGridFeatureRequest;
import io.qipan.proto.patrol.v1.GetGridRevisionRequest;
import io.qipan.proto.patrol.v1.GridFeature;
import io.qipan.proto.patrol.v1.GridFeature.Kind;
import io.qipan.proto.patrol.v1.GridFinding;
import io.qipan.proto.patrol.v1.GridProperties;
import io.qipan.proto.patrol.v1.GridServiceGrpc;
import io.qipan.proto.patrol.v1.GridServiceGrpc.GridServiceBlockingStub;
import io.qipan.proto.patrol.v1.ImportGridRequest;
import io.qipan.proto.patrol.v1.ImportGridResponse;
import io.qipan.proto.patrol.v1.ListGridFeaturesRequest;
import io.qipan.proto.patrol.v1.ListGridFeaturesResponse;
import io.qipan.proto.patrol.v1.LocatePointRequest;
import io.qipan.proto.patrol.v1.LocatePointResponse;
import io.qipan.proto.patrol.v1.VisitingRule;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeJournal;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GridRpcTest {
    private static final String CITY = square("city", "C", "", 106.80, 39.60, 106.84, 39.64);
    private static final String WEST = square("zone", "W", "C", 106.80, 39.60, 106.82, 39.64);
    private static final String EAST = square("zone", "E", "C", 106.82, 39.60, 106.84, 39.64);

    private final FakeJournal journal = new FakeJournal();
    private final Patrol patrol = Patrol.inMemory(TestClock.standing(), journal);

    @RegisterExtension
    final RpcHarness harness = RpcHarness.serving(patrol::services);

    private static String square(String kind, String code, String parent, double x1, double y1, double x2, double y2) {
        return """
                {"type": "Feature", "properties": {"kind": "%s", "code": "%s", "title_zh": "%s", "parent": "%s"},
                 "geometry": {"type": "Polygon", "coordinates": [[[%5$s, %6$s], [%7$s, %6$s], [%7$s, %8$s], [%5$s, %8$s],
                 [%5$s, %6$s]]]}}""".formatted(kind, code, code, parent, x1, y1, x2, y2);
    }

    private static String point(String properties) {
        return """
                {"type": "Feature", "properties": {%s},
                 "geometry": {"type": "Point", "coordinates": [106.81, 39.61, 1090.5]}}""".formatted(properties);
    }

    private static String collection(String... features) {
        return "{\"type\": \"FeatureCollection\", \"features\": [" + String.join(",", features) + "]}";
    }

    private static ImportGridRequest.Builder document(long base, String text) {
        return ImportGridRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setBaseRevision(base)
                .setReason("spring")
                .setDatum(Datum.WGS84)
                .setGeojson(text);
    }

    private GridServiceBlockingStub as(Role... roles) {
        return GridServiceGrpc.newBlockingStub(harness.channel(roles));
    }

    private ImportGridResponse imported(long base, String... features) {
        ImportGridResponse response = as(Role.ENGINEER)
                .importGrid(document(base, collection(features))
                        .setAcceptSuspicions(true)
                        .build());
        assertThat(response.getFindingsList())
                .filteredOn(f -> f.getSeverity() == GridFinding.Severity.ERROR)
                .isEmpty();
        return response;
    }

    private GridFinding onlyFindingOf(ImportGridRequest.Builder request) {
        ImportGridResponse response = as(Role.ENGINEER).importGrid(request.build());
        assertThat(response.getFindingsList()).hasSize(1);
        return response.getFindings(0);
    }

    private LocatePointResponse locate(double latitude, double longitude) {
        return as(Role.UNIT)
                .locatePoint(LocatePointRequest.newBuilder()
                        .setPoint(Point.newBuilder()
                                .setLatitude(latitude)
                                .setLongitude(longitude)
                                .setDatum(Datum.WGS84))
                        .build());
    }

    @Test
    void an_import_makes_one_revision_which_is_journaled_and_located_by() {
        // When
        ImportGridResponse response = imported(0, CITY, WEST, EAST);

        // Then
        assertThat(response.getRevision().getName()).isEqualTo("gridRevisions/1");
        assertThat(response.getAdded()).isEqualTo(3);
        assertThat(journal.actions()).containsExactly("grid.imported");
        assertThat(journal.last().state()).isEqualTo(response.getRevision());
        assertThat(locate(39.61, 106.81).getZone().getName()).isEqualTo("gridFeatures/zone-W");
    }

    @Test
    void a_dry_run_tells_what_would_change_and_changes_nothing() {
        // When
        ImportGridResponse response = as(Role.COMMANDER)
                .importGrid(document(0, collection(CITY)).setDryRun(true).build());

        // Then
        assertThat(response.getAdded()).isEqualTo(1);
        assertThat(response.hasRevision()).isFalse();
        assertThat(journal.told()).isEmpty();
        assertThat(locate(39.61, 106.81).getRevision()).isZero();
    }

    @Test
    void with_one_error_nothing_is_written() {
        // When
        ImportGridResponse response = as(Role.ENGINEER)
                .importGrid(document(0, collection(CITY, square("zone", "X", "D", 106.8, 39.6, 106.82, 39.62)))
                        .build());

        // Then
        assertThat(response.getErrorCount()).isEqualTo(1);
        assertThat(response.getFindings(0).getCode()).isEqualTo(GridFinding.Code.UNKNOWN_PARENT);
        assertThat(response.getFindings(0).getIndex()).isEqualTo(1);
        assertThat(response.getFindings(0).getFeature()).isEqualTo("gridFeatures/zone-X");
        assertThat(response.hasRevision()).isFalse();
        assertThat(journal.told()).isEmpty();
    }

    @Test
    void the_same_again_makes_no_revision() {
        // Given
        imported(0, CITY);

        // When
        ImportGridResponse response = imported(1, CITY);

        // Then
        assertThat(response.hasRevision()).isFalse();
    }

    @Test
    void an_import_that_starts_from_an_old_revision_is_refused() {
        // Given
        imported(0, CITY);

        // When
        StatusRuntimeException refusal = refused(
                () -> as(Role.ENGINEER).importGrid(document(0, collection(WEST)).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(metadataOf(refusal)).containsEntry("etag", "1").containsEntry("resource", "gridRevisions/1");
    }

    @Test
    void a_repeated_request_gets_the_first_answer() {
        // Given
        ImportGridRequest request = document(0, collection(CITY)).build();
        ImportGridResponse first = as(Role.ENGINEER).importGrid(request);

        // When
        ImportGridResponse second = as(Role.ENGINEER).importGrid(request);

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(journal.told()).hasSize(1);
    }

    @Test
    void dispatchers_may_read_and_not_import() {
        // When
        StatusRuntimeException refusal = refused(() ->
                as(Role.DISPATCHER).importGrid(document(0, collection(CITY)).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void what_is_no_json_is_told_with_line_and_column() {
        // When
        GridFinding finding = onlyFindingOf(document(0, "{\"type\": \"FeatureCollection\", \"features\": ["));

        // Then
        assertThat(finding.getCode()).isEqualTo(GridFinding.Code.NOT_GEOJSON);
        assertThat(finding.getText()).contains("line 1");
    }

    @Test
    void every_fault_of_a_feature_is_told() {
        // Given
        String bad = """
                {"type": "Feature", "properties": {"kind": "zone", "visiting_rule": {"visits": 0, "per": "DAY"}},
                 "geometry": {"type": "Polygon", "coordinates": [[[106.8, 39.6], [106.9, 39.6], [106.9, 39.7]]]}}""";

        // When
        ImportGridResponse response =
                as(Role.ENGINEER).importGrid(document(0, collection(bad)).build());

        // Then
        assertThat(response.getFindingsList())
                .extracting(GridFinding::getText)
                .hasSize(5)
                .anySatisfy(text -> assertThat(text).contains("'code'"))
                .anySatisfy(text -> assertThat(text).contains("'title_en'"))
                .anySatisfy(text -> assertThat(text).contains("'parent'"))
                .anySatisfy(text -> assertThat(text).contains("'visiting_rule'"))
                .anySatisfy(text -> assertThat(text).contains("a ring has 3 positions"));
    }

    @Test
    void exchanged_axes_are_told_where_they_leave_the_earth() {
        // When
        ImportGridResponse response = as(Role.ENGINEER)
                .importGrid(document(0, collection(square("city", "C", "", 39.6, 106.8, 39.64, 106.84)))
                        .build());

        // Then
        assertThat(response.getFindingsList())
                .extracting(GridFinding::getCode)
                .containsExactly(GridFinding.Code.AXES_SWAPPED, GridFinding.Code.NOT_ON_EARTH);
        assertThat(response.getFindings(1).getText()).contains("exchanged");
    }

    @Test
    void a_document_that_names_another_datum_than_the_request_is_an_error() {
        // Given
        String says = "{\"type\": \"FeatureCollection\", \"datum\": \"BD09\", \"features\": [" + CITY + "]}";

        // When
        GridFinding finding = onlyFindingOf(document(0, says));

        // Then
        assertThat(finding.getCode()).isEqualTo(GridFinding.Code.WRONG_DATUM);
        assertThat(finding.getSeverity()).isEqualTo(GridFinding.Severity.ERROR);
    }

    @Test
    void other_names_of_properties_numbers_as_codes_and_packed_documents_are_read() throws IOException {
        // Given
        String feature = """
                {"type": "Feature", "properties": {"adcode": 150302, "name": "海勃湾区"}, "geometry": {"type": "MultiPolygon",
                 "coordinates": [[[[106.8, 39.6], [106.9, 39.6], [106.9, 39.7], [106.8, 39.6]]]]}}""";
        ImportGridRequest.Builder request = document(0, "")
                .setOptionalKind(Kind.CITY)
                .setDatum(Datum.GCJ02)
                .setProperties(GridProperties.newBuilder().setCode("adcode").setTitleZh("name"))
                .setGeojsonGzip(gzip(collection(feature)));

        // When
        ImportGridResponse response = as(Role.ENGINEER).importGrid(request.build());

        // Then
        assertThat(response.getAdded()).isEqualTo(1);
        GridFeature city = get("gridFeatures/city-150302", 0);
        assertThat(city.getTitleZh()).isEqualTo("海勃湾区");
        assertThat(city.getGivenDatum()).isEqualTo(Datum.GCJ02);
        assertThat(city.getGeometry()).startsWith("{\"type\":\"MultiPolygon\",\"coordinates\":[[[[106.79");
    }

    private static ByteString gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    @Test
    void what_is_not_packed_with_gzip_is_told() {
        // When
        GridFinding finding = onlyFindingOf(document(0, "").setGeojsonGzip(ByteString.copyFromUtf8(collection(CITY))));

        // Then
        assertThat(finding.getText()).contains("gzip");
    }

    private GridFeature get(String name, long revision) {
        return as(Role.DISPATCHER)
                .getGridFeature(GetGridFeatureRequest.newBuilder()
                        .setName(name)
                        .setOptionalRevision(revision)
                        .build())
                .getFeature();
    }

    @Test
    void an_old_revision_stays_readable() {
        // Given
        imported(0, CITY, WEST, EAST);
        imported(1, square("zone", "W", "C", 106.80, 39.60, 106.83, 39.64));

        // When
        GridFeature west = get("gridFeatures/zone-W", 1);

        // Then
        assertThat(west.getGeometry()).contains("106.82");
        assertThat(west.getValidToRevision()).isEqualTo(2);
        assertThat(get("gridFeatures/zone-W", 0).getGeometry()).contains("106.83");
        assertThat(get("gridFeatures/zone-E", 1).getValidToRevision()).isEqualTo(2);
        assertThat(reasonOf(refused(() -> get("gridFeatures/zone-E", 2)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> get("gridFeatures/zone-W", 3)))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void the_newest_revision_is_read_without_its_name() {
        // Given
        GetGridRevisionRequest newest = GetGridRevisionRequest.getDefaultInstance();
        StatusRuntimeException before = refused(() -> as(Role.UNIT).getGridRevision(newest));
        imported(0, CITY);

        // When
        String name = as(Role.UNIT).getGridRevision(newest).getRevision().getName();

        // Then
        assertThat(reasonOf(before)).isEqualTo(Reason.NOT_FOUND);
        assertThat(name).isEqualTo("gridRevisions/1");
    }

    @Test
    void pages_of_a_list_stay_with_the_revision_of_the_first() {
        // Given
        imported(0, CITY, WEST, EAST);
        ListGridFeaturesRequest request =
                ListGridFeaturesRequest.newBuilder().setPageSize(2).build();
        ListGridFeaturesResponse first = as(Role.UNIT).listGridFeatures(request);
        imported(1, square("zone", "Z", "C", 106.80, 39.60, 106.84, 39.64));

        // When
        ListGridFeaturesResponse second = as(Role.UNIT)
                .listGridFeatures(request.toBuilder()
                        .setPageToken(first.getNextPageToken())
                        .build());

        // Then
        assertThat(first.getFeaturesList()).extracting(GridFeature::getCode).containsExactly("C", "E");
        assertThat(first.getFeatures(0).getGeometry()).isEmpty();
        assertThat(second.getFeaturesList()).extracting(GridFeature::getCode).containsExactly("W");
        assertThat(second.getRevision()).isEqualTo(1);
        assertThat(second.getNextPageToken()).isEmpty();
    }

    @Test
    void rules_and_reports_go_out_as_they_came_in() {
        // Given
        String rule = """
                "kind": "must_patrol_point", "code": "P", "title_en": "School", "visiting_rule": {"windows":
                [{"from": "07:00", "to": "08:30"}], "visits": 2, "per": "DAY", "minimum_dwell_s": 300}""";
        String camera =
                "\"kind\": \"camera\", \"code\": \"K\", \"title_en\": \"Pier\", \"reports\": [\"PICTURE\", \"VESSEL\"]";
        imported(0, point(rule), point(camera));
        List<String> parts = new ArrayList<>();

        // When
        as(Role.DISPATCHER)
                .exportGrid(ExportGridRequest.newBuilder().setDatum(Datum.GCJ02).build())
                .forEachRemaining((ExportGridResponse part) -> parts.add(part.getGeojsonPart()));

        // Then
        ImportGridResponse again = as(Role.ENGINEER)
                .importGrid(document(1, String.join("", parts))
                        .setDatum(Datum.GCJ02)
                        .build());
        assertThat(again.getFindingsList()).isEmpty();
        assertThat(again.getChanged() + again.getAdded() + again.getRemoved()).isZero();
        VisitingRule kept = get("gridFeatures/must_patrol_point-P", 0).getVisitingRule();
        assertThat(kept.getWindows(0).getTo()).isEqualTo("08:30");
        assertThat(kept.getMinimumDwellS()).isEqualTo(300);
        assertThat(get("gridFeatures/camera-K", 0).getReportsList())
                .containsExactly(GridFeature.Report.VESSEL, GridFeature.Report.PICTURE);
    }
}
