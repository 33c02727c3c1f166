package io.qipan.bench.classification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.qipan.bench.classification.LabelledTexts.Labelled;
import io.qipan.launcher.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelledTextsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("texts.csv"), content);
    }

    @Test
    void the_text_of_an_emergency_call_is_where_it_was_and_not_its_title_or_station() throws IOException {
        // Given
        Path file = file("""
                lat,lng,desc,zip,title,timeStamp,twp,addr,e
                40.2,-75.5,BRIAR PATH; Station 332,19525,EMS: BACK PAINS/INJURY,2015-12-10 17:40:00,NEW HANOVER,BRIAR PATH,1
                40.2,-75.5,x,19525,Fire: GAS,2015-12-10 16:40:00,NORRISTOWN,HAWS AVE,1
                40.2,-75.5,x,19525,Fire: GAS,yesterday,NORRISTOWN,HAWS AVE,1
                """);

        // When
        List<LabelledTexts> read = LabelledTexts.read(file);

        // Then
        assertThat(read).hasSize(1);
        assertThat(read.getFirst().texts())
                .containsExactly(
                        new Labelled("HAWS AVE\nNORRISTOWN", "Fire", LocalDateTime.of(2015, 12, 10, 16, 40)),
                        new Labelled("BRIAR PATH\nNEW HANOVER", "EMS", LocalDateTime.of(2015, 12, 10, 17, 40)));
        assertThat(read.getFirst().leftOut()).isEqualTo(1);
    }

    @Test
    void a_fire_call_with_several_units_counts_once_and_has_a_type_and_a_priority() throws IOException {
        // Given
        Path file = file("""
                Call Number,Call Type,Received DtTm,Address,Final Priority,Neighborhood  District
                1,Alarms,12/31/2016 11:57:56 PM,PINE ST,3,Nob Hill
                1,Alarms,12/31/2016 11:57:56 PM,PINE ST,3,Nob Hill
                """);

        // When
        List<LabelledTexts> read = LabelledTexts.read(file);

        // Then
        LocalDateTime at = LocalDateTime.of(2016, 12, 31, 23, 57, 56);
        assertThat(read)
                .extracting(LabelledTexts::texts)
                .containsExactly(
                        List.of(new Labelled("PINE ST\nNob Hill", "Alarms", at)),
                        List.of(new Labelled("PINE ST\nNob Hill", "3", at)));
    }

    @Test
    void another_file_is_refused_with_the_columns_that_are_needed() throws IOException {
        // Given
        Path file = file("a,b\n1,2\n");

        // Then
        assertThatThrownBy(() -> LabelledTexts.read(file))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("timeStamp");
    }
}
