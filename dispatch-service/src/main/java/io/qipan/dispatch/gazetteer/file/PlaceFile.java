package io.qipan.dispatch.gazetteer.file;

import io.qipan.dispatch.gazetteer.model.Fault;
import io.qipan.dispatch.gazetteer.model.Place;
import io.qipan.dispatch.gazetteer.model.PlaceKind;
import io.qipan.runtime.place.MapDatum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;

/** A file of places as it is being read: what it has, and what is wrong with it. */
public final class PlaceFile {
    /** What the contract promises to take. */
    private static final int MOST_PLACES = 200_000;

    private static final int MOST_BYTES = 32_000_000;
    /** What the contract promises to tell of; of a spoiled file each line can have several. */
    private static final int MOST_FAULTS = 1_000;

    private static final int MOST_IGNORED = 100;

    /**
     * What was read. It may be used if there is no fault.
     *
     * @param faults the first ones
     * @param faultCount of all
     * @param ignored columns or properties that nothing is read from, the first ones
     */
    public record Content(List<Place> places, List<Fault> faults, int faultCount, SortedSet<String> ignored) {
        public Content {
            places = List.copyOf(places);
            faults = List.copyOf(faults);
            ignored = new TreeSet<>(ignored);
        }
    }

    /** How the text of a file is read. */
    @FunctionalInterface
    public interface Format {
        void read(String text, PlaceFile into);
    }

    private final MapDatum datum;
    private final Optional<PlaceKind> kind;
    private final List<Place> places = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private int faultCount;
    private final SortedSet<String> ignored = new TreeSet<>();
    private final Map<String, Integer> lines = new HashMap<>();

    private PlaceFile(MapDatum datum, Optional<PlaceKind> kind) {
        this.datum = datum;
        this.kind = kind;
    }

    /**
     * @param datum of all coordinates
     * @param kind what all places are; empty if each says so itself
     */
    public static Content read(byte[] gzip, Format format, MapDatum datum, Optional<PlaceKind> kind) {
        PlaceFile file = new PlaceFile(datum, kind);
        file.unpacked(gzip).ifPresent(text -> format.read(text, file));
        return new Content(file.places, file.faults, file.faultCount, file.ignored);
    }

    private Optional<String> unpacked(byte[] gzip) {
        try (GZIPInputStream packed = new GZIPInputStream(new ByteArrayInputStream(gzip))) {
            byte[] bytes = packed.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                fault(0, "has more than " + MOST_BYTES + " bytes; divide it into several sources");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            fault(0, "is not written in UTF-8; convert it, for example with iconv");
        } catch (IOException e) {
            fault(0, "is not packed with gzip, or is cut off");
        }
        return Optional.empty();
    }

    MapDatum datum() {
        return datum;
    }

    Optional<PlaceKind> kind() {
        return kind;
    }

    void ignore(String column) {
        if (ignored.size() < MOST_IGNORED) {
            ignored.add(column);
        }
    }

    void fault(int line, String text) {
        faultCount++;
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(line, text));
        }
    }

    boolean isFull() {
        return places.size() >= MOST_PLACES;
    }

    void tooMany(int line) {
        fault(line, "and what follows is beyond " + MOST_PLACES + " places; divide the file into several sources");
    }

    void place(int line, Place place) {
        Integer first = lines.putIfAbsent(place.code(), line);
        if (first != null) {
            fault(line, "code '" + place.code() + "' is that of line " + first + " already");
        } else {
            places.add(place);
        }
    }
}
