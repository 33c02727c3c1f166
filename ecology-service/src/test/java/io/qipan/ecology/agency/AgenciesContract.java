package io.qipan.ecology.agency;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;

/** What every store of agencies and agreements promises. */
abstract class AgenciesContract {
    private static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final Geometry AREA = new GeometryFactory().toGeometry(new Envelope(120, 121, 42, 43));

    abstract UnitOfWork unitOfWork();

    abstract Agencies agencies();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private Agency added(String code, Optional<String> parent) {
        Agency agency = new Agency(
                code, AgencyKind.NEIGHBOUR, code, "邻市", parent, List.of(ResourceKind.RIVER, ResourceKind.FOREST), AREA);
        assertThat(work(() -> agencies().add(agency))).isTrue();
        return agency;
    }

    private Agreement agreed(Optional<Instant> until, String... parties) {
        Agreement agreement = new Agreement(
                UuidCreator.getTimeOrderedEpoch(),
                1,
                List.of(parties),
                List.of(ResourceKind.RIVER),
                AREA,
                NOW,
                until,
                "document 9",
                NOW.minusSeconds(60));
        return work(() -> {
            agencies().add(agreement);
            return agreement;
        });
    }

    @Test
    void givesBackAgenciesByCode() {
        // Given
        Agency tongliao = added("tongliao", Optional.empty());
        Agency squad = added("Squad.1", Optional.of("tongliao"));

        // When
        boolean twice = work(() -> agencies().add(tongliao));

        // Then
        assertThat(twice).isFalse();
        assertThat(unitOfWork().read(() -> agencies().find("Squad.1"))).contains(squad);
        assertThat(unitOfWork().read(() -> agencies().find("nobody"))).isEmpty();
        assertThat(unitOfWork().read(() -> agencies().list("", 9))).containsExactly(squad, tongliao);
        assertThat(unitOfWork().read(() -> agencies().list("Squad.1", 9))).containsExactly(tongliao);
    }

    @Test
    void givesBackAgreementsAndThoseThatHold() {
        // Given
        added("a", Optional.empty());
        added("b", Optional.empty());
        Agreement both = agreed(Optional.empty(), "agencies/b", "agencies/a");
        Agreement short1 = agreed(Optional.of(NOW.plusSeconds(60)), "agencies/a");

        // When
        Agreement ended = work(() -> {
            Agreement next = agencies()
                    .lock(both.id())
                    .orElseThrow()
                    .ended(NOW.plusSeconds(10))
                    .orRefuse();
            agencies().save(next);
            return next;
        });

        // Then
        assertThat(unitOfWork().read(() -> agencies().find(both.id()))).contains(ended);
        assertThat(unitOfWork().read(() -> agencies().list(Optional.empty(), 1)))
                .containsExactly(short1);
        assertThat(unitOfWork().read(() -> agencies().list(Optional.of(short1.id()), 9)))
                .containsExactly(ended);
        assertThat(unitOfWork().read(() -> agencies().inForce("agencies/a", NOW.plusSeconds(9))))
                .containsExactlyInAnyOrder(ended, short1);
        assertThat(unitOfWork().read(() -> agencies().inForce("agencies/a", NOW.plusSeconds(10))))
                .containsExactly(short1);
        assertThat(unitOfWork().read(() -> agencies().inForce("agencies/b", NOW.plusSeconds(10))))
                .isEmpty();
        assertThat(unitOfWork().read(() -> agencies().inForce("agencies/a", NOW.minusSeconds(1))))
                .isEmpty();
    }

    @Test
    void keepsARevisionAndTellsWhoIsThereAndAbove() {
        // Given
        Agency city = added("a-city", Optional.empty());
        Agency county = added("b-county", Optional.of(city.code()));
        Geometry west = new GeometryFactory().toGeometry(new Envelope(110, 111, 42, 43));
        Agency revised = county.revised(
                        county.etag(),
                        new Agency.Description("b", "乙", Optional.of("a-city"), List.of(ResourceKind.LAKE), west))
                .orRefuse();

        // When
        Agency kept = work(() -> {
            agencies().save(agencies().lock(county.code()).map(_ -> revised).orElseThrow());
            return agencies().find(county.code()).orElseThrow();
        });

        // Then
        assertThat(kept).isEqualTo(revised);
        assertThat(kept.etag()).isEqualTo("2");
        assertThat(unitOfWork().read(() -> agencies().at(new Wgs84(42.5, 110.5))))
                .containsExactly(revised);
        assertThat(unitOfWork().read(() -> agencies().at(new Wgs84(42.5, 120.5))))
                .contains(city)
                .doesNotContain(revised);
        assertThat(unitOfWork().read(() -> agencies().superiors(revised))).containsExactly(city);
        assertThat(unitOfWork().read(() -> agencies().superiors(city))).isEmpty();
    }
}
