package io.qipan.ecology.rule.file;

import io.qipan.ecology.rule.file.RuleFile.Manifest;
import io.qipan.ecology.rule.model.RuleSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole rule set: the manifest {@code rule-set.json} and the files it names. */
public final class RuleSetFiles {
    private static final String MANIFEST = "rule-set.json";
    /** Enough that two revisions of one day differ. */
    private static final int HASH_DIGITS = 12;

    /** Where the files are. */
    @FunctionalInterface
    public interface Folder {
        byte[] read(String name) throws IOException;
    }

    private final Folder folder;
    private final Faults faults = new Faults();
    private final Map<String, byte[]> contents = new LinkedHashMap<>();

    private RuleSetFiles(Folder folder) {
        this.folder = folder;
    }

    /**
     * Reads and checks every file.
     *
     * @throws RuleFilesRefused with every fault, if there is one
     */
    public static RuleSet read(Folder folder) {
        return new RuleSetFiles(folder).read();
    }

    private RuleSet read() {
        Manifest manifest = load(MANIFEST, Manifest.class);
        faults.refuseIfAny();
        String reviewedOn = day(manifest.reviewedOn());
        Map<String, RuleFile> files = new LinkedHashMap<>();
        for (String name : Reading.orNone(manifest.files())) {
            files.put(name, load(name, RuleFile.class));
        }
        ActivityReader activities = new ActivityReader(faults);
        files.forEach((name, file) -> activities.read(name, Reading.orNone(file.activities())));
        WaterReader waters = new WaterReader(faults);
        files.forEach((name, file) -> waters.read(name, Reading.orNone(file.waters())));
        RuleReader rules = new RuleReader(faults, activities.known(), waters.known());
        files.forEach((name, file) -> rules.read(name, Reading.orNone(file.rules())));
        if (rules.rules().isEmpty()) {
            faults.add(MANIFEST, "its files hold no usable rule");
        }
        faults.refuseIfAny();
        return new RuleSet(
                reviewedOn + "-" + hash(),
                List.copyOf(activities.known().values()),
                List.copyOf(waters.known().values()),
                rules.rules());
    }

    private <T> T load(String name, Class<T> form) {
        try {
            byte[] content = folder.read(name);
            contents.put(name, content);
            return new StrictJson(faults).read(name, content, form).orElseGet(() -> empty(form));
        } catch (IOException e) {
            faults.add(name, "cannot be read: " + e.getMessage());
            return empty(form);
        }
    }

    /** Stands in for a file with a fault, so that the others are read too. */
    private static <T> T empty(Class<T> form) {
        return form.cast(form == Manifest.class ? new Manifest(null, null) : new RuleFile(null, null, null));
    }

    private String day(@Nullable String text) {
        try {
            return text == null ? missing() : LocalDate.parse(text).toString();
        } catch (DateTimeParseException e) {
            faults.add(MANIFEST, "reviewed_on: '" + text + "' is not a day like 2026-11-21");
            return "";
        }
    }

    private String missing() {
        faults.add(MANIFEST, "reviewed_on: is missing");
        return "";
    }

    /** Over the names and contents of all files, in their order. */
    private String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            contents.forEach((name, content) -> {
                digest.update((name + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
                digest.update(content);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }
}
