package io.qipan.ecology.species.csv;

import io.qipan.ecology.species.model.Names;
import io.qipan.ecology.species.model.Species;
import io.qipan.ecology.species.model.Species.Protection;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The list as it is published in tables: names padded with wide blanks, {@code *} before an aquatic animal, {@code #} behind an
 * order or a family of which all species are protected, 所有种 for a whole group.
 */
public final class SpeciesFile {
    private static final List<String> COLUMNS = List.of("门", "纲", "目", "科", "种", "学名", "保护级别", "备注");
    /** Twenty times what the list of 2021 has; of a longer file nobody reads on. */
    private static final int MOST_ROWS = 20_000;

    private static final int MOST_FAULTS = 1_000;
    /** The longest cell of the list of 2021 has 40 characters. */
    private static final int MOST_CHARACTERS = 500;

    private static final Pattern FORMER = Pattern.compile("原名[“\"]([^”\"]+)[”\"]");
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}[\\p{IsLatin} .()（）-]*");

    /** A fault of one line; 0: of the whole file. */
    public record Fault(int line, String text) {}

    /** What was read. It may be used if there is no fault. */
    public record Content(List<Species> species, List<Fault> faults) {
        public Content {
            species = List.copyOf(species);
            faults = List.copyOf(faults);
        }
    }

    private final List<Species> species = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private final Map<String, Integer> columns = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    private SpeciesFile() {}

    public static Content read(String csv) {
        SpeciesFile file = new SpeciesFile();
        file.rows(csv.startsWith("\ufeff") ? csv.substring(1) : csv);
        return new Content(file.species, file.faults);
    }

    private void rows(String csv) {
        try (CSVParser rows = CSVParser.parse(new StringReader(csv), CSVFormat.RFC4180)) {
            for (CSVRecord row : rows) {
                int line = (int) rows.getCurrentLineNumber();
                if (columns.isEmpty()) {
                    heading(line, row);
                    if (!faults.isEmpty()) {
                        return;
                    }
                } else if (!isBlank(row)) {
                    species(line, row).ifPresent(species::add);
                }
                if (species.size() > MOST_ROWS || faults.size() >= MOST_FAULTS) {
                    faults.add(new Fault(
                            line,
                            "is not read on: more than " + MOST_ROWS + " animals, or " + MOST_FAULTS + " faults"));
                    return;
                }
            }
        } catch (IOException | IllegalStateException | UncheckedIOException e) {
            faults.add(new Fault(0, "is no CSV: " + e.getMessage()));
        }
        if (species.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(0, "has no animals"));
        }
    }

    private void heading(int line, CSVRecord row) {
        for (int i = 0; i < row.size(); i++) {
            columns.put(Names.clean(row.get(i)), i);
        }
        List<String> missing =
                COLUMNS.stream().filter(name -> !columns.containsKey(name)).toList();
        if (!missing.isEmpty()) {
            faults.add(new Fault(line, "the heading lacks " + String.join(", ", missing)));
        }
    }

    private static boolean isBlank(CSVRecord row) {
        return row.stream().allMatch(cell -> Names.clean(cell).isEmpty());
    }

    private Optional<Species> species(int line, CSVRecord row) {
        int before = faults.size();
        if (row.size() != columns.size()) {
            faults.add(new Fault(line, "has " + row.size() + " cells, the heading has " + columns.size()));
            return Optional.empty();
        }
        if (row.stream().anyMatch(text -> text.length() > MOST_CHARACTERS)) {
            faults.add(new Fault(line, "has a cell of more than " + MOST_CHARACTERS + " characters"));
            return Optional.empty();
        }
        String marked = cell(row, "种");
        String chinese = Names.clean(marked.replace("*", " "));
        String latin = cell(row, "学名");
        Optional<Protection> protection = protection(cell(row, "保护级别"));
        if (chinese.isEmpty()) {
            faults.add(new Fault(line, "种 is empty"));
        } else if (!names.add(chinese)) {
            faults.add(new Fault(line, "种 '" + chinese + "' comes twice"));
        }
        if (!LATIN.matcher(latin).matches()) {
            faults.add(new Fault(line, "学名 '" + latin + "' is no Latin name"));
        } else if (!names.add(latin)) {
            faults.add(new Fault(line, "学名 '" + latin + "' comes twice"));
        }
        if (protection.isEmpty()) {
            faults.add(new Fault(line, "保护级别 '" + cell(row, "保护级别") + "' is neither 一级 nor 二级"));
        }
        return faults.size() > before
                ? Optional.empty()
                : Optional.of(species(row, chinese, latin, protection.orElseThrow(), marked.startsWith("*")));
    }

    private Species species(CSVRecord row, String chinese, String latin, Protection protection, boolean aquatic) {
        String order = cell(row, "目");
        String family = cell(row, "科");
        String remark = cell(row, "备注");
        Matcher former = FORMER.matcher(remark);
        return new Species(
                chinese,
                latin,
                cell(row, "门"),
                cell(row, "纲"),
                Names.clean(order.replace("#", "")),
                Names.clean(family.replace("#", "")),
                protection,
                aquatic,
                chinese.endsWith("所有种") || latin.endsWith("spp."),
                order.endsWith("#") || family.endsWith("#"),
                remark.contains("仅限野外种群"),
                former.find() ? Names.clean(former.group(1)) : "",
                remark);
    }

    private static Optional<Protection> protection(String text) {
        return switch (text) {
            case "一级" -> Optional.of(Protection.FIRST);
            case "二级" -> Optional.of(Protection.SECOND);
            default -> Optional.empty();
        };
    }

    private String cell(CSVRecord row, String column) {
        return Names.clean(row.get(Objects.requireNonNull(columns.get(column))));
    }
}
