package io.qipan.ecology.evidence.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFormatTest {

    private static Optional<FileFormat> beginningWith(String hex) {
        return FileFormat.of(Arrays.copyOf(HexFormat.of().parseHex(hex), FileFormat.SEEN));
    }

    @ParameterizedTest
    @CsvSource({
        "ffd8ffe1001845786966, JPEG, image/jpeg, image/png",
        "89504e470d0a1a0a0000, PNG, image/png, image/jpeg",
        "0000001866747970 68656963, HEIF, image/heic, video/mp4",
        "0000001866747970 6865696d, HEIF, image/heic, video/mp4",
        "0000001866747970 68656973, HEIF, image/heic, image/jpeg",
        "0000001866747970 68657663, HEIF, image/heic-sequence, video/mp4",
        "0000001866747970 68657678, HEIF, image/heif-sequence, video/quicktime",
        "0000001866747970 6d696632, HEIF, image/heif, video/mp4",
        "0000001866747970 61766973, HEIF, image/avif, video/mp4",
        "0000001866747970 71742020, QuickTime, video/quicktime, video/mp4",
        "0000001866747970 69736f6d, MPEG-4, video/mp4, image/heic",
        "0000001866747970 4d344120, MPEG-4 audio, audio/mp4, audio/mpeg",
        "494433040000, MPEG audio, audio/mpeg, video/mp4",
        "255044462d312e37, PDF, application/pdf, text/plain",
        "504b03041400, ZIP, application/zip, image/jpeg",
        "504b03041400, ZIP, application/vnd.openxmlformats-officedocument.wordprocessingml.document, application/pdf",
        "526172211a0701, RAR, application/vnd.rar, image/png",
        "377abcaf271c, 7-Zip, application/x-7z-compressed, image/png",
        "1f8b0800, gzip, application/gzip, text/csv",
        "4d5a90000300, Windows program, application/vnd.microsoft.portable-executable, image/jpeg",
        "7f454c4602, Linux program, application/x-executable, application/pdf"
    })
    void showsItselfInItsFirstBytes(String hex, String name, String own, String other) {
        // When
        Optional<FileFormat> format = beginningWith(hex.replace(" ", ""));

        // Then
        assertThat(format).map(FileFormat::name).contains(name);
        assertThat(format.orElseThrow().isOf(own)).isTrue();
        assertThat(format.orElseThrow().isOf(other)).isFalse();
    }

    @Test
    void anArchiveOfTapesShowsItselfFurtherOn() {
        // Given
        byte[] opening = new byte[FileFormat.SEEN];
        System.arraycopy("ustar".getBytes(StandardCharsets.US_ASCII), 0, opening, 257, 5);

        // When
        Optional<FileFormat> format = FileFormat.of(opening);

        // Then
        assertThat(format).map(FileFormat::name).contains("tar");
    }

    @ParameterizedTest
    @CsvSource({"time;latitude;longitude", "<?xml version='1.0'?><gpx/>", "线索", "P", "''"})
    void textIsOfNoKnownFormat(String text) {
        // When
        Optional<FileFormat> format = FileFormat.of(text.getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(format).isEmpty();
    }
}
