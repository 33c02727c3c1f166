package io.qipan.ecology.chief.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.ecology.chief.model.Finding;
import io.qipan.runtime.place.MapDatum;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that are none; what features say is tested where they are imported. */
class DocumentReaderTest {

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":", "{\"type\": \"FeatureCollection\", \"features\": [{\"a\":"})
    void aDocumentThatIsNestedTooDeepIsRefusedAndNotFollowed(String begin) {
        // Given
        String document = begin + "[".repeat(100_000);

        // When
        var reading = DocumentReader.read(document, MapDatum.WGS84, Optional.empty(), Optional.empty());

        // Then
        assertThat(reading.findings()).extracting(Finding::code).contains(Finding.Code.NOT_GEOJSON);
        assertThat(reading.drafts()).isEmpty();
    }
}
