package io.qipan.ecology.statistics;

import io.qipan.ecology.calendar.ReviewedFile;
import io.qipan.ecology.statistics.model.Definition;
import io.qipan.ecology.statistics.model.Definitions;
import io.qipan.ecology.statistics.model.FigureCode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The definitions as a reviewed file: one of each figure. */
public final class DefinitionFile {

    private record Form(List<DefinitionForm> definitions) {}

    private record DefinitionForm(
            String code,
            int revision,
            String titleEn,
            String titleZh,
            String unit,
            String definitionEn,
            String definitionZh) {}

    private DefinitionFile() {}

    /** Reads a file; one with a fault is refused with all that are wrong in it. */
    public static Definitions read(String file, byte[] json) {
        List<String> faults = new ArrayList<>();
        List<Definition> definitions = new ArrayList<>();
        Set<FigureCode> missing = EnumSet.allOf(FigureCode.class);
        for (DefinitionForm form : ReviewedFile.read(file, json, Form.class).definitions()) {
            Optional<FigureCode> figure = FigureCode.named(form.code()).filter(missing::remove);
            if (figure.isEmpty() || form.revision() < 1) {
                faults.add(form.code() + " is no figure, or there twice, or has a revision below 1");
            }
            if (form.definitionEn().isBlank() || form.definitionZh().isBlank()) {
                faults.add(form.code() + " must be defined in both languages");
            }
            figure.ifPresent(known -> definitions.add(new Definition(
                    known,
                    form.revision(),
                    form.titleEn(),
                    form.titleZh(),
                    form.definitionEn(),
                    form.definitionZh(),
                    form.unit())));
        }
        missing.forEach(figure -> faults.add(figure.code() + " has no definition"));
        if (!faults.isEmpty()) {
            throw new ReviewedFile.Refused(file, faults);
        }
        definitions.sort((one, other) -> one.figure().compareTo(other.figure()));
        return new Definitions(definitions);
    }
}
