package io.qipan.bench.hotspots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.bench.hotspots.CallFile.Call;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("calls.csv"), content);
    }

    @Test
    void a_fire_call_with_several_units_counts_once() throws IOException {
        // Given
        Path file = file("""
                Call Number,Unit ID,Call Type,Call Date,Location
                2,E1,Alarms,12/31/2016,"(37.75, -122.45)"
                1,E2,Medical Incident,01/01/2017,"(37.76, -122.46)"
                2,E3,Alarms,12/31/2016,"(37.75, -122.45)"
                3,E4,Alarms,01/03/2017,
                """);

        // When
        CallFile calls = CallFile.read(file);

        // Then
        assertThat(calls.calls())
                .containsExactly(
                        new Call("Medical Incident", LocalDate.of(2017, 1, 1), 37.76, -122.46),
                        new Call("Alarms", LocalDate.of(2016, 12, 31), 37.75, -122.45));
        assertThat(calls.leftOut()).isEqualTo(1);
        assertThat(calls.days()).isEqualTo(2);
    }

    @Test
    void the_type_of_an_emergency_call_stands_before_the_colon() throws IOException {
        // Given
        Path file = file("""
                lat,lng,desc,zip,title,timeStamp,twp,addr,e
                40.2,-75.5,a,19525,EMS: BACK PAINS/INJURY,2015-12-10 17:40:00,NEW HANOVER,REINDEER CT,1
                ,-75.5,a,19525,Fire: GAS,2015-12-10 17:40:00,NEW HANOVER,REINDEER CT,1
                """);

        // When
        CallFile calls = CallFile.read(file);

        // Then
        assertThat(calls.calls()).containsExactly(new Call("EMS", LocalDate.of(2015, 12, 10), 40.2, -75.5));
        assertThat(calls.leftOut()).isEqualTo(1);
    }

    @Test
    void another_file_is_refused_with_the_columns_that_are_needed() throws IOException {
        // Given
        Path file = file("a,b\n1,2\n");

        // Then
        assertThatThrownBy(() -> CallFile.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("timeStamp");
    }
}
