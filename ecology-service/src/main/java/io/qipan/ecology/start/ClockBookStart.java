package io.qipan.ecology.start;

import io.qipan.ecology.calendar.CalendarFile;
import io.qipan.ecology.calendar.model.BusinessCalendar;
import io.qipan.ecology.calendar.model.YearCalendar;
import io.qipan.ecology.procedure.ClockFile;
import io.qipan.ecology.procedure.model.ClockBook;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Loads the statutory clocks and the calendar they are counted by. With a fault in them, the service does not start. */
@Singleton
public class ClockBookStart {
    private static final Logger LOG = Logger.getLogger(ClockBookStart.class);
    private static final int FIRST_YEAR = 2025;
    private static final String CLOCKS = "/procedure/clocks.json";
    private static final Pattern YEAR = Pattern.compile("\\d{4}\\.json");

    /** The shipped clocks or others in their place, counted by the shipped calendar with the years of a folder. */
    @Produces
    @Singleton
    static ClockBook clockBook(
            @ConfigProperty(name = "qipan.ecology.clocks-file") Optional<String> file,
            @ConfigProperty(name = "qipan.ecology.calendar-folder") Optional<String> folder) {
        BusinessCalendar calendar = calendar(folder.map(Path::of));
        return file.map(name -> clockBook(Path.of(name), calendar)).orElseGet(() -> clockBook(calendar));
    }

    /** The clocks of a file, counted by a calendar. */
    static ClockBook clockBook(Path file, BusinessCalendar calendar) {
        try {
            return new ClockBook(ClockFile.read(file.toString(), Files.readAllBytes(file)), calendar);
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.ecology.clocks-file cannot be read: " + file, e);
        }
    }

    /** The shipped clocks, counted by a calendar. */
    public static ClockBook clockBook(BusinessCalendar calendar) {
        return new ClockBook(ClockFile.read(CLOCKS, resource(CLOCKS).orElseThrow()), calendar);
    }

    /** The shipped calendar with the years of a folder. */
    public static BusinessCalendar calendar(Optional<Path> folder) {
        Map<Integer, YearCalendar> years = new TreeMap<>();
        for (int year = FIRST_YEAR; ; year++) {
            String name = "/calendar/" + year + ".json";
            Optional<byte[]> json = resource(name);
            if (json.isEmpty()) {
                break;
            }
            years.put(year, CalendarFile.read(name, json.get()));
        }
        folder.map(ClockBookStart::yearsIn).orElse(List.of()).forEach(year -> years.put(year.year(), year));
        return new BusinessCalendar(years.values());
    }

    /** Other files may lie there, too: a chart mounts all that are the operator's into one folder. */
    private static List<YearCalendar> yearsIn(Path folder) {
        List<YearCalendar> years = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path ->
                            YEAR.matcher(folder.relativize(path).toString()).matches())
                    .sorted()
                    .toList()) {
                years.add(CalendarFile.read(file.toString(), Files.readAllBytes(file)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("qipan.ecology.calendar-folder cannot be read", e);
        }
        return years;
    }

    private static Optional<byte[]> resource(String name) {
        try (InputStream stream = ClockBookStart.class.getResourceAsStream(name)) {
            return stream == null ? Optional.empty() : Optional.of(stream.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    void announce(
            @Observes StartupEvent event,
            ClockBook book,
            @ConfigProperty(name = "qipan.ecology.calendar-folder") Optional<String> folder) {
        int next = Year.now(io.qipan.ecology.calendar.model.DayCount.ZONE).getValue() + 1;
        LOG.infof("%d statutory clocks, in force since %s", book.settings().size(), book.coversFrom());
        if (!calendar(folder.map(Path::of)).knows(next)) {
            LOG.warnf(
                    "The holidays of %d are not known: clocks that need them end as early as they could, and say so",
                    next);
        }
    }
}
