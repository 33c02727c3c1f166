package io.qipan.ecology.rule.file;

import com.fasterxml.jackson.databind.JsonNode;
import io.qipan.ecology.rule.file.RuleFile.TextEntry;
import io.qipan.ecology.rule.model.Text;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What is not certain about a rule. */
final class DoubtReader {
    private final Predicate<Reading> oldForm;

    /**
     * @param oldForm whether a file is of a form in which doubts were written in English only
     */
    DoubtReader(Predicate<Reading> oldForm) {
        this.oldForm = oldForm;
    }

    Optional<Text> read(Reading reading, @Nullable JsonNode entry) {
        if (entry == null || entry.isNull()) {
            reading.fault("doubt", "is missing; write \"\" if nothing is uncertain");
            return Optional.empty();
        }
        if (entry.isTextual() && (entry.textValue().isEmpty() || oldForm.test(reading))) {
            return Optional.of(new Text(entry.textValue(), entry.textValue()));
        }
        return reading.bilingual(
                "doubt",
                new TextEntry(entry.path("en").textValue(), entry.path("zh").textValue()));
    }
}
