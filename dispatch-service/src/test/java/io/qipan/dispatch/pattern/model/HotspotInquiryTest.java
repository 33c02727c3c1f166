package io.qipan.dispatch.pattern.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.id.model.HotspotAnalysisId;
import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Decision.Granted;
import io.qipan.runtime.refusal.Decision.Refused;
import io.qipan.runtime.refusal.Reason;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HotspotInquiryTest {
    private static final LocalDate FROM = LocalDate.of(2026, 1, 1);
    private static final Exclusions NOTHING = new Exclusions(0, 0, 0, 0);

    private static HotspotQuestion question(int days, int permutations) {
        return new HotspotQuestion(FROM, FROM.plusDays(days), List.of(), 1_000, 5_000, 7, permutations, 0.05, 1);
    }

    private static List<Placed> placed(int many, int types, int days) {
        SplittableRandom random = new SplittableRandom(1);
        List<Placed> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            all.add(new Placed(
                    "type" + i % types,
                    FROM.plusDays(random.nextInt(days)),
                    39 + random.nextDouble(),
                    106 + random.nextDouble()));
        }
        return all;
    }

    @Test
    void more_than_can_be_computed_with_is_refused_with_what_to_ask_for() {
        // Given
        HotspotQuestion question = question(366, 9_999);

        // When
        Decision<HotspotInquiry> decision = HotspotInquiry.of(question, placed(20_000, 1, 366), NOTHING);

        // Then
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.ANALYSIS_TOO_LARGE);
            assertThat(refused.refusal().message()).contains("larger cells", "fewer permutations");
            assertThat(refused.refusal().metadata()).containsEntry("of", "steps");
        });
    }

    @Test
    void so_few_permutations_that_nothing_could_be_declared_are_refused_with_how_many_it_takes() {
        // Given: 30 types at 0.05 need 600 data sets, the one that was seen among them
        List<Placed> placed = placed(900, 30, 28);

        // When
        Decision<HotspotInquiry> decision = HotspotInquiry.of(question(28, 598), placed, NOTHING);

        // Then
        assertThat(decision).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.refusal().reason()).isEqualTo(Reason.INVALID_FIELD);
            assertThat(refused.refusal().message()).contains("599");
        });
        assertThat(HotspotInquiry.of(question(28, 599), placed, NOTHING)).isInstanceOf(Granted.class);
    }

    @Test
    void hotspots_are_numbered_by_their_significance_over_all_types() {
        // Given
        List<Placed> placed = new ArrayList<>(placed(400, 2, 28));
        for (int i = 0; i < 15; i++) {
            placed.add(new Placed("type1", FROM.plusDays(10 + i % 2), 39.5, 106.5));
            placed.add(new Placed("type0", FROM.plusDays(20 + i % 3), 39.7, 106.2));
        }

        // When
        HotspotAnalysis analysis = HotspotInquiry.of(question(28, 199), placed, NOTHING)
                .orRefuse()
                .answer(
                        new HotspotAnalysisId(UUID.fromString("01939b4e-0000-7000-8000-000000000003")),
                        "wang",
                        Instant.parse("2026-11-20T02:00:00Z"));

        // Then
        assertThat(analysis.hotspots()).extracting(Hotspot::type).contains("type0", "type1");
        assertThat(analysis.hotspots()).extracting(Hotspot::number).first().isEqualTo(1);
        assertThat(analysis.hotspots()).isSortedAccordingTo((one, other) -> {
            int byP = Double.compare(one.pValue(), other.pValue());
            return byP == 0
                    ? -Double.compare(
                            one.cylinder().logRatio(), other.cylinder().logRatio())
                    : byP;
        });
        assertThat(analysis.hotspots())
                .filteredOn(hotspot -> hotspot.type().equals("type1"))
                .first()
                .satisfies(hotspot -> {
                    assertThat(hotspot.holds(39.5, 106.5)).isTrue();
                    assertThat(hotspot.firstDay()).isEqualTo(FROM.plusDays(10));
                    assertThat(hotspot.lastDay()).isEqualTo(FROM.plusDays(11));
                });
        assertThat(analysis.hotspot(1)).contains(analysis.hotspots().getFirst());
        assertThat(analysis.hotspot(analysis.hotspots().size() + 1)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"39.67, 106.78", "-33.9, 151.2", "0.0001, -0.0001", "68.9, 33.1"})
    void the_centre_of_a_cell_is_in_it_and_near(double latitude, double longitude) {
        // Given
        Raster raster = Raster.around(new double[] {latitude, latitude, 0}, 500);

        // When
        Raster.Cell cell = raster.cell(latitude, longitude);

        // Then
        assertThat(raster.cell(raster.latitude(cell), raster.longitude(cell))).isEqualTo(cell);
        assertThat(Math.abs(raster.latitude(cell) - latitude) * 111_195).isLessThan(251);
        assertThat(Math.abs(raster.longitude(cell) - longitude)
                        * 111_195
                        * Math.cos(Math.toRadians(raster.referenceLatitude())))
                .isLessThan(251);
    }
}
