package io.qipan.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The file of keys that lock personal data, as the services read it: names in ascending order, each with its key or
 * with the word that it is erased. No name is used twice, or a service would take another key for the one that locked
 * what it holds.
 */
public final class PersonalKeyFile {
    /** In place of a key. */
    public static final String ERASED = "erased";

    private static final int KEY_BYTES = 32;
    private static final int MOST_OF_A_MONTH = 99;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** A name, and whether its key is there no more. */
    record Entry(String name, boolean erased) {}

    private final Path file;

    PersonalKeyFile(Path file) {
        this.file = file;
    }

    List<Entry> entries() {
        return entries(lines());
    }

    private static List<Entry> entries(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new Entry(parts[0], parts.length == 2 && parts[1].equals(ERASED)))
                .toList();
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(List<String> lines) {
        try {
            var ignored = Secrets.write(file, String.join("\n", lines) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether this name comes after all there are, those of erased keys too. */
    public boolean comesLast(String name) {
        List<Entry> entries = entries();
        return entries.isEmpty() || entries.getLast().name().compareTo(name) < 0;
    }

    /**
     * Adds a key for this month unless there is one already, be it under a name that goes on from it, or a later one.
     */
    void ensure(YearMonth month) {
        if (comesLast(month.toString()) || entries().getLast().erased()) {
            add(next(month));
        }
    }

    /**
     * The name of the next key of this month: the month itself, or what goes on from it or from the last name there is.
     */
    String next(YearMonth month) {
        List<Entry> entries = entries();
        String last = entries.isEmpty() ? "" : entries.getLast().name();
        return next(month, last);
    }

    private static String next(YearMonth month, String last) {
        if (month.toString().compareTo(last) > 0) {
            return month.toString();
        }
        for (int i = 2; i <= MOST_OF_A_MONTH; i++) {
            String name = String.format(Locale.ROOT, "%s-%02d", month, i);
            if (name.compareTo(last) > 0) {
                return name;
            }
        }
        return last + "-02";
    }

    /** Adds a key that locks what comes. Refuses a name that does not come after all there are, erased ones too. */
    public void add(String name) {
        List<String> lines = new ArrayList<>(lines());
        List<Entry> entries = entries(lines);
        if (!NAME.matcher(name).matches()) {
            throw new UserError(
                    "'" + name + "' cannot be the name of a key: letters, digits, dots, dashes and underscores,"
                            + " at most 100 of them, for example 2026-11.");
        }
        if (!entries.isEmpty() && entries.getLast().name().compareTo(name) >= 0) {
            throw new UserError("The key " + name + " would not come after "
                    + entries.getLast().name() + ", the last in " + file
                    + ". Names ascend and are never used twice: give a later one.");
        }
        lines.add(name + " " + drawn());
        write(lines);
    }

    /**
     * Throws a key away for good, and leaves its name. When it was the one that locks what comes, another one is added.
     *
     * @param month now, for the name of the other one
     * @return the name of the key that locks what comes from now on
     */
    String erase(String name, YearMonth month) {
        List<String> lines = new ArrayList<>(lines());
        Entry wanted = entries(lines).stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UserError(
                        "There is no key " + name + " in " + file + ". './qipan keys list' tells which there are."));
        if (wanted.erased()) {
            throw new UserError("The key " + name + " is erased already.");
        }
        lines.replaceAll(line -> isOf(line, name) ? name + " " + ERASED : line);
        Entry last = entries(lines).getLast();
        if (!last.erased()) {
            write(lines);
            return last.name();
        }
        String next = next(month, last.name());
        lines.add(next + " " + drawn());
        write(lines);
        return next;
    }

    private static boolean isOf(String line, String name) {
        return line.strip().split("\\s+", 2)[0].equals(name);
    }

    private static String drawn() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
