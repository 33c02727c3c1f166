package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.qipan.launcher.UserError;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Priority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SfFireFileTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void theSampleIsReadWholeButForItsUnreadableRow() {
        // Given
        Path sample = Samples.SAMPLE;

        // When
        Recording recording = SfFireFile.read(sample, Samples.LATER);

        // Then
        assertThat(recording.rows()).isEqualTo(24);
        assertThat(recording.calls()).hasSize(12);
        assertThat(recording.units()).hasSize(10);
        assertThat(recording.calls().stream()
                        .mapToInt(call -> call.orders().size())
                        .sum())
                .isEqualTo(23);
        assertThat(recording.unmapped()).containsExactly("Train / Rail Incident");
        assertThat(recording.skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.line()).isEqualTo(8);
            assertThat(skipped.reason()).contains("Dispatch DtTm '03/05/2018 25:99:00 PM' is not a time");
        });
    }

    @Test
    void timesAreLocalTimesOfSanFrancisco() {
        // Given
        String row = Samples.row("1", "E1", "12:00:01", "12:30:00", "11:59:59");

        // When
        Recording.Call call = Samples.read(folder, row).calls().getFirst();

        // Then
        assertThat(call.receivedAt()).isEqualTo(Instant.parse("2018-05-02T19:00:01Z"));
        assertThat(call.orders().getFirst().stamps())
                .containsExactly(new Recording.Stamp(Step.CLEAR, Instant.parse("2018-05-03T06:59:59Z")));
    }

    @Test
    void aRowWithoutAnOptionalTimeIsReadAtAnyMoment() {
        // Given
        String row = Samples.row("1", "E1", "01:00:00", "01:01:00", "01:30:00");
        String without = row.replaceFirst("05/02/2018 01:00:00 PM,05/02/2018 01:00:00 PM", "05/02/2018 01:00:00 PM,");
        Path file = Samples.file(folder, without);

        // When
        Recording recording = SfFireFile.read(file, Samples.LATER.plusMillis(250));

        // Then
        assertThat(recording.skipped()).isEmpty();
        assertThat(recording.calls())
                .singleElement()
                .satisfies(call -> assertThat(call.openedAt()).isEqualTo(call.receivedAt()));
    }

    @Test
    void aDayThatNoMonthHasIsNoTime() {
        // Given
        String row = Samples.row("1", "E1", "01:00:00", "01:01:00", "01:30:00");
        String wrong = row.replace("05/02/2018 01:01:00", "02/30/2018 01:01:00");

        // When
        Recording recording = Samples.read(folder, wrong, row.replace("1,E1", "2,E2"));

        // Then
        assertThat(recording.skipped())
                .singleElement()
                .satisfies(skipped -> assertThat(skipped.reason()).contains("02/30/2018"));
    }

    @Test
    void inTheHourThatAutumnRepeatsTimeDoesNotRunBackwards() {
        // Given
        String row = Samples.row("1", "E1", "01:50:00", "01:55:00", "01:10:00")
                .replace("05/02/2018", "11/04/2018")
                .replace(" PM", " AM");

        // When
        Recording.Call call = Samples.read(folder, row).calls().getFirst();

        // Then
        Recording.Order order = call.orders().getFirst();
        assertThat(call.receivedAt()).isEqualTo(Instant.parse("2018-11-04T08:50:00Z"));
        assertThat(order.sentAt()).isEqualTo(Instant.parse("2018-11-04T08:55:00Z"));
        assertThat(order.stamps())
                .containsExactly(new Recording.Stamp(Step.CLEAR, Instant.parse("2018-11-04T09:10:00Z")));
    }

    @Test
    void wordsAreMapped() {
        // Given
        Recording sample = Samples.sample();

        // When
        Recording.Call echo = sample.calls().stream()
                .filter(call -> call.key().equals("990000007"))
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(echo.type()).isEqualTo("medical");
        assertThat(echo.priority()).isEqualTo(Priority.P1);
        assertThat(echo.outcome()).isEqualTo(IncidentOutcome.RESOLVED);
        assertThat(echo.rationale()).isEqualTo("Call Final Disposition: Code 3 Transport");
    }

    @Test
    void aHandoverNamesWhoTakesOver() {
        // Given
        String disposition = "SFPD";

        // When
        String rationale = SfFireWords.rationale(disposition);

        // Then
        assertThat(rationale).contains("San Francisco Police Department");
        assertThat(SfFireWords.outcome(disposition)).isEqualTo(IncidentOutcome.HANDED_OVER);
    }

    @Test
    void aHeaderWithoutNeededColumnsIsRefusedWithTheirNames() throws IOException {
        // Given
        Path file = Files.writeString(
                folder.resolve("other.csv"),
                Samples.header().replace("Unit ID", "Unit").replace("Location", "Where") + "\n");

        // When
        Throwable refusal = catchThrowable(() -> SfFireFile.read(file, Samples.LATER));

        // Then
        assertThat(refusal)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("lacks the columns Unit ID, Location")
                .hasMessageContaining("Nothing was written");
    }

    @Test
    void whatIsNoTableAtAllIsRefused() throws IOException {
        // Given
        Path binary = Files.write(folder.resolve("binary"), new byte[] {0, 1, (byte) 0xff, '"', 'x', '\n', 7});
        Path empty = Files.createFile(folder.resolve("empty"));

        // When Then
        assertThatThrownBy(() -> SfFireFile.read(binary, Samples.LATER)).isInstanceOf(UserError.class);
        assertThatThrownBy(() -> SfFireFile.read(empty, Samples.LATER)).hasMessageContaining("is empty");
        assertThatThrownBy(() -> SfFireFile.read(folder, Samples.LATER)).hasMessageContaining("cannot be read");
        assertThatThrownBy(() -> SfFireFile.read(folder.resolve("none"), Samples.LATER))
                .hasMessageContaining("There is no file");
    }

    @Test
    void aFileOfWhichNoLineCanBeReadIsRefused() {
        // Given
        Path broken = Samples.file(folder, "too,few,fields", Samples.row("4", "E 4", "01:00:00", "01:01:00", ""));

        // When
        Throwable refusal = catchThrowable(() -> SfFireFile.read(broken, Samples.LATER));

        // Then
        assertThat(refusal)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no line can be read. The first of them is line 2: it has 3 fields")
                .hasMessageContaining("Nothing was written");
        Path onlyHeader = Samples.file(folder);
        assertThatThrownBy(() -> SfFireFile.read(onlyHeader, Samples.LATER)).hasMessageContaining("none after");
    }

    @Test
    void aBrokenRowSpoilsNoOther() {
        // Given
        String good = Samples.row("1", "E1", "01:00:00", "01:01:00", "01:30:00");
        String alsoGood = Samples.row("2", "E2", "01:00:00", "01:01:00", "01:30:00");

        // When
        Recording recording = Samples.read(
                folder,
                good,
                "3,E3,\"an open quote",
                "too,few,fields",
                Samples.row("4", "E 4", "01:00:00", "01:01:00", ""),
                Samples.row("5", "E5", "01:00:00", "1 o'clock", ""),
                good,
                alsoGood,
                alsoGood.replace("2,E2", "6,E6").replace("-122.41", "-922.41"),
                alsoGood.replace("2,E2", "7,E7").replace("05/02/2018", "05/02/2048"));

        // Then
        assertThat(recording.calls()).extracting(Recording.Call::key).containsExactly("1", "2");
        assertThat(recording.skipped())
                .extracting(Recording.Skipped::line)
                .containsExactly(3L, 4L, 5L, 6L, 7L, 9L, 10L);
        assertThat(recording.skipped().get(4).reason()).contains("unit E1 was sent to call 1 already in line 2");
        assertThat(recording.skipped().getLast().reason()).contains("future");
    }

    @Test
    void aMarkAtTheBeginningAndBytesThatAreNoTextDoNoHarm() throws IOException {
        // Given
        Path file = folder.resolve("marked.csv");
        String row = Samples.row("1", "E1", "01:00:00", "01:01:00", "01:30:00");
        byte[] text = ("\uFEFF" + Samples.header() + "\r\n" + row.replace("SAMPLE", "S?MPLE") + "\r\n")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < text.length; i++) {
            text[i] = text[i] == '?' ? (byte) 0xC0 : text[i];
        }
        Files.write(file, text);

        // When
        Recording recording = SfFireFile.read(file, Samples.LATER);

        // Then
        assertThat(recording.calls()).hasSize(1);
    }

    @Test
    void aLimitTakesTheCallsThatWereReceivedFirst() {
        // Given
        Recording sample = Samples.sample();

        // When
        Recording first = sample.first(2);

        // Then
        assertThat(first.calls()).extracting(Recording.Call::key).containsExactly("990000001", "990000002");
        assertThat(first.units()).extracting(Recording.Unit::name).doesNotContain("units/sf-X03");
    }

    @Test
    void theCommonReferenceLeavesOutCallsOfOtherFiles() {
        // Given
        Recording sample = Samples.sample();

        // When
        String common = sample.commonReference();

        // Then
        assertThat(common).isEqualTo("sf-fire/9900000");
        assertThat(sample.first(1).commonReference()).isEqualTo("sf-fire/990000001");
    }
}
