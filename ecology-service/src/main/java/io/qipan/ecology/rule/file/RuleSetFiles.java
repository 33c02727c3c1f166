package io.qipan.ecology.rule.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.ecology.rule.file.RuleFile.Manifest;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.rule.model.Vocabulary;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole rule set: the manifest {@code rule-set.json} and the files it names, and behind them those of a second folder
 * that adds to them, if there is one.
 */
public final class RuleSetFiles {
    /**
     * The form of the files; one that changes what is read gets the next number. Up to 2 files do not say what they cover, and
     * may define facts that no rule asks for.
     */
    private static final int SCHEMA = 3;

    private static final int OLDEST_SCHEMA = 2;

    private static final String MANIFEST = "rule-set.json";
    /** Before the names of what an installation adds, so that no name is there twice. */
    private static final String ADDED = "added/";

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,80}\\.json");

    /** Where the files are. */
    @FunctionalInterface
    public interface Folder {
        byte[] read(String name) throws IOException;
    }

    private final Faults faults = new Faults();
    private final StrictJson json = new StrictJson(faults);
    private final Map<String, byte[]> contents = new LinkedHashMap<>();
    private final Map<String, JsonNode> files = new LinkedHashMap<>();
    private final TreeSet<LocalDate> reviews = new TreeSet<>();
    /** By the prefix of their names. */
    private final Map<String, Integer> schemas = new HashMap<>();

    private final WordReader words = new WordReader();
    private final GroundReader ground = new GroundReader();

    private RuleSetFiles() {}

    /**
     * Reads and checks every file.
     *
     * @throws RuleFilesRefused with every fault, if there is one
     */
    public static RuleSet read(Folder folder) {
        return load(folder, Optional.empty()).rules();
    }

    /**
     * Reads and checks every file.
     *
     * @param added by an installation to those that are shipped
     * @throws RuleFilesRefused with every fault, if there is one
     */
    public static LoadedRules load(Folder shipped, Optional<Folder> added) {
        RuleSetFiles files = new RuleSetFiles();
        files.gather("", shipped);
        added.ifPresent(folder -> files.gather(ADDED, folder));
        return files.loaded();
    }

    /** Reads again what was read once, as it was kept. */
    public static RuleSet again(Map<String, byte[]> kept) {
        boolean hasAdded = kept.containsKey(ADDED + MANIFEST);
        return load(kept("", kept), hasAdded ? Optional.of(kept(ADDED, kept)) : Optional.empty())
                .rules();
    }

    private static Folder kept(String prefix, Map<String, byte[]> files) {
        return name -> {
            byte[] content = files.get(prefix + name);
            if (content == null) {
                throw new FileNotFoundException("it was not kept");
            }
            return content;
        };
    }

    private void gather(String prefix, Folder folder) {
        Optional<JsonNode> tree = file(prefix, MANIFEST, folder);
        Optional<Manifest> manifest = tree.flatMap(node -> json.entry(prefix + MANIFEST, "", node, Manifest.class));
        if (manifest.isEmpty()) {
            return;
        }
        Reading reading = new Reading(prefix + MANIFEST, "", null, faults);
        Integer schema = manifest.get().schema();
        if (schema == null || schema < OLDEST_SCHEMA || schema > SCHEMA) {
            reading.fault(
                    "schema", schema + " is none of the forms that are read here, " + OLDEST_SCHEMA + " to " + SCHEMA);
        } else {
            schemas.put(prefix, schema);
        }
        reading.day("reviewed_on", manifest.get().reviewedOn()).ifPresent(reviews::add);
        List<String> names = Reading.orNone(manifest.get().files());
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            if (!FILE_NAME.matcher(name).matches() || files.containsKey(prefix + name)) {
                reading.at("files").at(i).fault("'" + name + "' is no name of a file beside this one, or comes twice");
            } else {
                file(prefix, name, folder).ifPresent(node -> files.put(prefix + name, node));
            }
        }
    }

    private Optional<JsonNode> file(String prefix, String name, Folder folder) {
        try {
            byte[] content = folder.read(name);
            contents.put(prefix + name, content);
            return json.tree(prefix + name, content);
        } catch (IOException e) {
            faults.add(prefix + name, "cannot be read: " + e.getMessage());
            return Optional.empty();
        }
    }

    private LoadedRules loaded() {
        files.forEach(this::checkParts);
        each("activities", RuleFile.ActivityEntry.class, RuleFile.ActivityEntry::code, words::activity);
        each("facts", RuleFile.FactEntry.class, RuleFile.FactEntry::code, words::fact);
        each("drawings", RuleFile.DrawingEntry.class, RuleFile.DrawingEntry::of, ground::drawing);
        each("areas", RuleFile.AreaEntry.class, RuleFile.AreaEntry::code, ground::area);
        each("waters", RuleFile.WaterEntry.class, RuleFile.WaterEntry::code, ground::water);
        ground.checkDrawings();
        RuleReader rules = new RuleReader(words, ground, reading -> schema(reading.file()) < SCHEMA);
        each("rules", RuleFile.RuleEntry.class, RuleFile.RuleEntry::id, rules::rule);
        each("ends", RuleFile.EndEntry.class, RuleFile.EndEntry::rule, rules::end);
        SubjectReader subjects = new SubjectReader(words, rules.places());
        each("subjects", RuleFile.SubjectEntry.class, RuleFile.SubjectEntry::code, subjects::subject);
        rules.checkSuccession();
        words.checkAsked(rules.asked(), reading -> schema(reading.file()) == SCHEMA);
        if (rules.rules().isEmpty()) {
            faults.add(MANIFEST, "its files hold no usable rule");
        }
        faults.refuseIfAny();
        Vocabulary vocabulary = new Vocabulary(
                List.copyOf(words.activities().values()),
                List.copyOf(words.facts().values()),
                List.copyOf(ground.waters().values()),
                List.copyOf(ground.areas().values()),
                subjects.subjects());
        String revision = reviews.getLast() + "-" + ContentHash.of(contents);
        return new LoadedRules(new RuleSet(revision, vocabulary, rules.rules()), contents);
    }

    private static final List<String> PARTS =
            List.of("activities", "facts", "waters", "areas", "drawings", "subjects", "rules", "ends");

    private int schema(String file) {
        return schemas.getOrDefault(file.startsWith(ADDED) ? ADDED : "", SCHEMA);
    }

    private void checkParts(String file, JsonNode node) {
        if (!node.isObject()) {
            faults.add(file, "is no object");
        }
        node.fieldNames().forEachRemaining(part -> {
            if (!PARTS.contains(part)) {
                faults.add(file, "unknown key '" + part + "'. Known are " + PARTS);
            } else if (!node.get(part).isArray()) {
                faults.add(file + " /" + part, "is no list");
            }
        });
    }

    private <T> void each(String part, Class<T> form, NameOf<T> name, BiConsumer<Reading, T> reader) {
        files.forEach((file, node) -> {
            JsonNode list = node.path(part);
            for (int i = 0; i < list.size(); i++) {
                String path = "/" + part + "/" + i;
                json.entry(file, path, list.get(i), form)
                        .ifPresent(entry -> reader.accept(new Reading(file, path, name.of(entry), faults), entry));
            }
        });
    }

    /** What an entry calls itself. */
    @FunctionalInterface
    private interface NameOf<T> {
        @Nullable
        String of(T entry);
    }
}
