package io.qipan.patrol.grid.geojson;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Finding;
import io.qipan.patrol.grid.model.Grid;
import io.qipan.patrol.grid.model.Inspection;
import io.qipan.patrol.grid.model.Partition;
import io.qipan.patrol.grid.model.Reading;
import io.qipan.runtime.place.MapDatum;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RoundTripProperty {

    @Property(tries = 50)
    void what_is_exported_and_imported_again_in_wgs84_or_gcj02_changes_nothing(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int cells, @ForAll boolean shifted)
            throws InterruptedException {
        Grid grid = Partition.of(seed, cells).sketch().grid();
        MapDatum datum = shifted ? MapDatum.GCJ02 : MapDatum.WGS84;
        StringBuilder document = new StringBuilder();
        DocumentWriter.write(1, List.copyOf(grid.features().values()), datum, document::append);

        Reading reading = DocumentReader.read(document.toString(), datum, Optional.empty(), PropertyNames.USUAL);
        Inspection inspection = Inspection.of(grid, reading);

        assertThat(inspection.findings()).filteredOn(Finding::isError).isEmpty();
        assertThat(inspection.change().isEmpty()).isTrue();
    }
}
