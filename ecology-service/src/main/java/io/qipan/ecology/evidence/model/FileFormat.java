package io.qipan.ecology.evidence.model;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A format that shows itself in the first bytes of a file. Whoever looks there learns what the beginning is, and nothing of what
 * follows: a picture with an archive behind it is a picture.
 *
 * @param name for people
 * @param mediaTypes by which it may call itself; those that end with a star stand for all that begin so
 */
public record FileFormat(String name, Set<String> mediaTypes, List<Sign> signs) {
    /** As many bytes have to be seen. */
    public static final int SEEN = 512;

    /** Bytes at a place of the file. */
    private record Sign(int at, byte[] bytes) {
        boolean isIn(byte[] opening) {
            return opening.length >= at + bytes.length
                    && Arrays.equals(opening, at, at + bytes.length, bytes, 0, bytes.length);
        }
    }

    private static final Set<String> HEIF = Set.of(
            "image/heic", "image/heic-sequence", "image/heif", "image/heif-sequence", "image/avif", "image/avci");
    private static final Set<String> FILM = Set.of("video/mp4", "audio/mp4", "video/quicktime", "video/3gpp");

    /** The first that fits counts: of the ones with a brand, those of single brands go before the rest. */
    private static final List<FileFormat> KNOWN = List.of(
            of("JPEG", Set.of("image/jpeg"), hex(0, "ffd8ff")),
            of("PNG", Set.of("image/png"), hex(0, "89504e470d0a1a0a")),
            of("GIF", Set.of("image/gif"), text(0, "GIF87a")),
            of("GIF", Set.of("image/gif"), text(0, "GIF89a")),
            of("TIFF", Set.of("image/tiff", "image/x-adobe-dng"), hex(0, "49492a00")),
            of("TIFF", Set.of("image/tiff", "image/x-adobe-dng"), hex(0, "4d4d002a")),
            of("WebP", Set.of("image/webp"), text(0, "RIFF"), text(8, "WEBP")),
            of("WAV", Set.of("audio/wav", "audio/x-wav", "audio/vnd.wave"), text(0, "RIFF"), text(8, "WAVE")),
            of("AVI", Set.of("video/x-msvideo", "video/avi"), text(0, "RIFF"), text(8, "AVI ")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "heic")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "heix")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "heim")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "heis")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "hevc")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "hevx")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "hevm")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "hevs")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "mif1")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "mif2")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "msf1")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "avif")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "avis")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "avci")),
            of("HEIF", HEIF, text(4, "ftyp"), text(8, "avcs")),
            of("MPEG-4 audio", Set.of("audio/mp4"), text(4, "ftyp"), text(8, "M4A ")),
            of("QuickTime", Set.of("video/quicktime"), text(4, "ftyp"), text(8, "qt  ")),
            of("MPEG-4", FILM, text(4, "ftyp")),
            of("Matroska", Set.of("video/webm", "audio/webm", "video/x-matroska"), hex(0, "1a45dfa3")),
            of("Ogg", Set.of("audio/ogg", "video/ogg", "application/ogg"), text(0, "OggS")),
            of("FLAC", Set.of("audio/flac"), text(0, "fLaC")),
            of("MPEG audio", Set.of("audio/mpeg"), text(0, "ID3")),
            of("MPEG audio", Set.of("audio/mpeg"), hex(0, "fffb")),
            of("MPEG audio", Set.of("audio/mpeg"), hex(0, "fff3")),
            of("MPEG audio", Set.of("audio/mpeg"), hex(0, "fff2")),
            of("PDF", Set.of("application/pdf"), text(0, "%PDF-")),
            of("ZIP", zipped(), hex(0, "504b0304")),
            of("ZIP", zipped(), hex(0, "504b0506")),
            of("RAR", Set.of("application/vnd.rar", "application/x-rar-compressed"), hex(0, "526172211a07")),
            of("7-Zip", Set.of("application/x-7z-compressed"), hex(0, "377abcaf271c")),
            of("gzip", Set.of("application/gzip"), hex(0, "1f8b08")),
            of("bzip2", Set.of("application/x-bzip2"), text(0, "BZh")),
            of("xz", Set.of("application/x-xz"), hex(0, "fd377a585a00")),
            of("tar", Set.of("application/x-tar"), text(257, "ustar")),
            of("Office", Set.of("application/msword", "application/vnd.ms-*"), hex(0, "d0cf11e0a1b11ae1")),
            of("Windows program", Set.of("application/vnd.microsoft.portable-executable"), hex(0, "4d5a9000")),
            of("Linux program", Set.of("application/x-executable"), hex(0, "7f454c46")));

    private static FileFormat of(String name, Set<String> mediaTypes, Sign... signs) {
        return new FileFormat(name, mediaTypes, List.of(signs));
    }

    private static Set<String> zipped() {
        return Set.of("application/zip", "application/epub+zip", "application/vnd.*");
    }

    private static Sign hex(int at, String digits) {
        return new Sign(at, HexFormat.of().parseHex(digits));
    }

    private static Sign text(int at, String letters) {
        return new Sign(at, letters.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * What a file is that begins like this; empty if it is none of those that are known, as texts are.
     *
     * @param opening its first {@link #SEEN} bytes, or all of it
     */
    public static Optional<FileFormat> of(byte[] opening) {
        return KNOWN.stream()
                .filter(format -> format.signs.stream().allMatch(sign -> sign.isIn(opening)))
                .findFirst();
    }

    /** Whether it may call itself so. */
    public boolean isOf(String mediaType) {
        return mediaTypes.stream()
                .anyMatch(own -> own.endsWith("*")
                        ? mediaType.startsWith(own.substring(0, own.length() - 1))
                        : own.equals(mediaType));
    }
}
