package io.qipan.dispatch.gazetteer;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.protobuf.ByteString;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.common.v1.LocationSource;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.GazetteerPlace;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc;
import io.qipan.proto.dispatch.v1.GazetteerServiceGrpc.GazetteerServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetGazetteerRevisionRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesRequest;
import io.qipan.proto.dispatch.v1.ImportPlacesResponse;
import io.qipan.proto.dispatch.v1.LookUpPlaceRequest;
import io.qipan.proto.dispatch.v1.LookUpPlaceResponse;
import io.qipan.proto.dispatch.v1.PlaceCandidate;
import io.qipan.proto.dispatch.v1.PlaceFault;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class GazetteerRpcIT extends DispatchScenario {
    private static final String PLACES = """
        code,name,kind,aliases,phones,district,latitude,longitude,uncertainty_m,remark
        150302,海勃湾区,DISTRICT,,,1503,,,,
        150302001,凤凰岭街道,DISTRICT,,,150302,39.68,106.80,500,
        150303001,凤凰岭街道,DISTRICT,,,150303,39.43,106.72,500,
        1,人民公园,LANDMARK,People's Park|老公园,0473-2021234,150302,39.67,106.79,80,north gate
        """;

    private static final String ROADS = """
        {"type": "FeatureCollection", "features": [
          {"type": "Feature", "properties": {"code": "G110", "name": "G110国道", "kind": "road", "km_from": 1200,
            "km_to": 1210}, "geometry": {"type": "LineString", "coordinates": [[106.7, 39.6], [106.8, 39.6]]}},
          {"type": "Feature", "properties": {"code": "R1", "name": "和平路", "kind": "road"},
            "geometry": {"type": "LineString", "coordinates": [[106.75, 39.5], [106.75, 39.7]]}}]}\
        """;

    private GazetteerServiceBlockingStub engineer() {
        return GazetteerServiceGrpc.newBlockingStub(harness.channelOf("eva", Role.ENGINEER));
    }

    private GazetteerServiceBlockingStub taker() {
        return GazetteerServiceGrpc.newBlockingStub(harness.channelOf("li", Role.CALL_TAKER));
    }

    static ByteString packed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream packed = new GZIPOutputStream(bytes)) {
            packed.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ByteString.copyFrom(bytes.toByteArray());
    }

    private static ImportPlacesRequest.Builder csv(String text) {
        return ImportPlacesRequest.newBuilder()
                .setRequestId(newId())
                .setReason("first list")
                .setSource("townships")
                .setDatum(Datum.WGS84)
                .setCsvGzip(packed(text));
    }

    private ImportPlacesResponse imported(ImportPlacesRequest.Builder request) {
        ImportPlacesResponse response = engineer().importPlaces(request.build());
        // What the follower does in the running service.
        dispatch.gazetteer().live().refresh();
        return response;
    }

    private LookUpPlaceResponse lookUp(LookUpPlaceRequest.Builder request) {
        return taker().lookUpPlace(request.build());
    }

    private LookUpPlaceResponse lookUp(String text) {
        return lookUp(LookUpPlaceRequest.newBuilder().setText(text));
    }

    @Test
    void an_import_makes_a_revision_that_is_searched() {
        // Given
        ImportPlacesRequest.Builder request = csv(PLACES);

        // When
        ImportPlacesResponse response = imported(request);

        // Then
        assertThat(response.getFaultCount()).isZero();
        assertThat(response.getAdded()).isEqualTo(4);
        assertThat(response.getIgnoredColumnsList()).containsExactly("remark");
        assertThat(response.getRevision().getName()).isEqualTo("gazetteerRevisions/1");
        assertThat(told("gazetteerRevisions/1")).containsExactly("gazetteer.imported");
        assertThat(engineer()
                        .getGazetteerRevision(GetGazetteerRevisionRequest.getDefaultInstance())
                        .getRevision())
                .isEqualTo(response.getRevision());
        PlaceCandidate found = lookUp("People's park").getCandidates(0);
        assertThat(found.getScore()).isEqualTo(1);
        assertThat(found.getPlaces(0).getTitle()).isEqualTo("人民公园");
        assertThat(found.getPlaces(0).getKind()).isEqualTo(GazetteerPlace.Kind.LANDMARK);
        assertThat(found.getLocation().getSource()).isEqualTo(LocationSource.GAZETTEER);
        assertThat(found.getLocation().getUncertaintyM()).isEqualTo(80);
        assertThat(found.getLocation().getPoint().getLatitude()).isEqualTo(39.67);
    }

    @Test
    void a_dry_run_writes_nothing_and_says_what_would_be() {
        // Given
        ImportPlacesRequest.Builder request = csv(PLACES).setDryRun(true);

        // When
        ImportPlacesResponse response = imported(request);

        // Then
        assertThat(response.getAdded()).isEqualTo(4);
        assertThat(response.hasRevision()).isFalse();
        assertThat(rows("select code from gazetteer_place")).isEmpty();
    }

    @Test
    void one_fault_keeps_all_out_and_every_fault_is_told_with_its_line() {
        // Given
        ImportPlacesRequest.Builder request = csv(PLACES + """
            1,东风路,ROAD,,,,,,,
            2,,ROAD,,,,,,,
            3,西风路,STREET,,,,91,106,,
            4,北风路,ROAD,,,,39,,,
            """);

        // When
        ImportPlacesResponse response = imported(request);

        // Then
        assertThat(response.getFaultsList()).extracting(PlaceFault::getLine).containsExactly(6, 7, 8, 8, 9);
        assertThat(response.getFaults(0).getText()).contains("that of line 5");
        assertThat(response.hasRevision()).isFalse();
        assertThat(rows("select code from gazetteer_place")).isEmpty();
    }

    @Test
    void an_import_replaces_its_source_only_and_keeps_what_was() {
        // Given
        imported(csv(PLACES));
        imported(csv("code,name,kind\n1,老虎山,LANDMARK\n").setSource("hills").setBaseRevision(1));

        // When
        ImportPlacesResponse response = imported(
                csv(PLACES.replace("老公园", "旧公园").replace("150303001,凤凰岭街道,DISTRICT,,,150303,39.43,106.72,500,\n", ""))
                        .setBaseRevision(2));

        // Then
        assertThat(response.getChanged()).isEqualTo(1);
        assertThat(response.getRemoved()).isEqualTo(1);
        assertThat(lookUp("老虎山").getCandidates(0).getPlaces(0).getName()).isEqualTo("places/hills/1");
        assertThat(lookUp("旧公园").getCandidates(0).getScore()).isEqualTo(1);
        assertThat(rows("select code || ' ' || valid_from || ' ' || valid_to from gazetteer_place"
                        + " where valid_to is not null order by code"))
                .containsExactly("1 1 3", "150303001 1 3");
    }

    @Test
    void an_import_that_starts_from_an_old_revision_is_refused() {
        // Given
        imported(csv(PLACES));

        // When
        StatusRuntimeException refusal = refused(() -> imported(csv("code,name,kind\n")));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.STALE_ETAG);
        assertThat(rows("select code from gazetteer_place where valid_to is not null"))
                .isEmpty();
    }

    @Test
    void coordinates_are_stored_in_wgs84_whatever_they_came_in() {
        // Given
        imported(csv("code,name,kind,latitude,longitude\n1,人民公园,LANDMARK,39.67,106.79\n")
                .setDatum(Datum.GCJ02));

        // When
        LocationInput location = lookUp("人民公园").getCandidates(0).getLocation();

        // Then
        assertThat(location.getPoint().getDatum()).isEqualTo(Datum.WGS84);
        assertThat(location.getPoint().getLongitude()).isCloseTo(106.784, within(0.003));
        assertThat(location.getPoint().getLongitude()).isNotEqualTo(106.79);
    }

    @Test
    void places_of_the_same_name_are_told_apart_by_district_and_by_nearness() {
        // Given
        imported(csv(PLACES));
        Point south = Point.newBuilder()
                .setLatitude(39.43)
                .setLongitude(106.72)
                .setDatum(Datum.WGS84)
                .build();

        // When
        PlaceCandidate inDistrict = lookUp(
                        LookUpPlaceRequest.newBuilder().setText("凤皇领街道").setOptionalDistrict("150303"))
                .getCandidates(0);

        // Then
        assertThat(inDistrict.getPlaces(0).getName()).isEqualTo("places/townships/150303001");
        assertThat(lookUp(LookUpPlaceRequest.newBuilder().setText("凤凰岭街道").setOptionalNear(south))
                        .getCandidates(0)
                        .getPlaces(0)
                        .getName())
                .isEqualTo("places/townships/150303001");
        assertThat(lookUp("海勃湾区凤凰岭街道").getCandidates(0).getPlaces(0).getName())
                .as("said with its district")
                .isEqualTo("places/townships/150302001");
    }

    @Test
    void kilometres_and_junctions_are_found_on_the_lines_of_roads() {
        // Given
        imported(csv("").setGeojsonGzip(packed(ROADS)));

        // When
        PlaceCandidate post = lookUp("G110国道1205公里处").getCandidates(0);

        // Then
        assertThat(post.getBasis()).isEqualTo(PlaceCandidate.Basis.KILOMETRE);
        assertThat(post.getLocation().getPoint().getLongitude()).isCloseTo(106.75, within(1e-6));
        PlaceCandidate junction = lookUp("110国道与和平路交叉口").getCandidates(0);
        assertThat(junction.getBasis()).isEqualTo(PlaceCandidate.Basis.JUNCTION);
        assertThat(junction.getPlacesCount()).isEqualTo(2);
        assertThat(junction.getLocation().getPoint().getLatitude()).isCloseTo(39.6, within(1e-9));
        assertThat(lookUp("G110国道1300公里处").getCandidatesList())
                .as("beyond the last post")
                .noneMatch(candidate -> candidate.getBasis() == PlaceCandidate.Basis.KILOMETRE);
    }

    @Test
    void the_number_and_the_telephone_of_a_call_are_sources_too() {
        // Given
        imported(csv(PLACES));
        Call call = desk().take(aCall().clearLocations()
                .setCallerId("0473 2021234")
                .addLocations(LocationInput.newBuilder()
                        .setPoint(Point.newBuilder()
                                .setLatitude(39.66)
                                .setLongitude(106.78)
                                .setDatum(Datum.WGS84))
                        .setSource(LocationSource.PHONE)
                        .setUncertaintyM(300)));

        // When
        LookUpPlaceResponse found = lookUp(LookUpPlaceRequest.newBuilder().setOptionalCall(call.getName()));

        // Then
        assertThat(found.getCandidatesList())
                .extracting(PlaceCandidate::getBasis)
                .containsExactly(PlaceCandidate.Basis.CALLER_NUMBER, PlaceCandidate.Basis.HANDSET);
        assertThat(found.getCandidates(0).getPlaces(0).getTitle()).isEqualTo("人民公园");
        assertThat(found.getCandidates(1).getLocation().getUncertaintyM()).isEqualTo(300);
    }

    @Test
    void a_place_of_which_only_the_name_is_known_has_no_point() {
        // Given
        imported(csv(PLACES));

        // When
        LocationInput location = lookUp("海勃湾").getCandidates(0).getLocation();

        // Then
        assertThat(location.getText()).isEqualTo("海勃湾区");
        assertThat(location.hasPoint()).isFalse();
    }

    @Test
    void another_replica_follows() {
        // Given
        GazetteerFeature other = GazetteerFeature.onPostgres(dispatch.around(), dispatch.calls(), dispatch.meters());
        imported(csv(PLACES));

        // When
        other.live().refresh();

        // Then
        assertThat(other.live().current().revision()).isEqualTo(1);
        assertThat(other.live().current().size()).isGreaterThan(4);
    }

    @Test
    void a_call_taker_cannot_import() {
        // When
        StatusRuntimeException refusal =
                refused(() -> taker().importPlaces(csv(PLACES).build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
