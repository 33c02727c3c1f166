package io.qipan.ecology.start;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The records that files that the service ships are read into. A native executable holds them for Jackson only if told. */
@RegisterForReflection(
        classNames = {
            "io.qipan.ecology.rule.file.RuleFile$Manifest",
            "io.qipan.ecology.rule.file.RuleFile$TextEntry",
            "io.qipan.ecology.rule.file.RuleFile$ActivityEntry",
            "io.qipan.ecology.rule.file.RuleFile$OptionEntry",
            "io.qipan.ecology.rule.file.RuleFile$FactEntry",
            "io.qipan.ecology.rule.file.RuleFile$WaterEntry",
            "io.qipan.ecology.rule.file.RuleFile$AreaEntry",
            "io.qipan.ecology.rule.file.RuleFile$DrawingEntry",
            "io.qipan.ecology.rule.file.RuleFile$RuleEntry",
            "io.qipan.ecology.rule.file.RuleFile$ExceptionEntry",
            "io.qipan.ecology.rule.file.RuleFile$ConditionEntry",
            "io.qipan.ecology.rule.file.RuleFile$PlaceEntry",
            "io.qipan.ecology.rule.file.RuleFile$LineEntry",
            "io.qipan.ecology.rule.file.RuleFile$SeasonEntry",
            "io.qipan.ecology.rule.file.RuleFile$WindowEntry",
            "io.qipan.ecology.rule.file.RuleFile$InForceEntry",
            "io.qipan.ecology.rule.file.RuleFile$CitationEntry",
            "io.qipan.ecology.rule.file.RuleFile$PenaltyEntry",
            "io.qipan.ecology.rule.file.RuleFile$TimesEntry",
            "io.qipan.ecology.rule.file.RuleFile$CoverageEntry",
            "io.qipan.ecology.rule.file.RuleFile$EndEntry",
            "io.qipan.ecology.rule.file.RuleFile$SubjectEntry",
            "io.qipan.ecology.procedure.ClockFile$Form",
            "io.qipan.ecology.procedure.ClockFile$Span",
            "io.qipan.ecology.procedure.ClockFile$Extension",
            "io.qipan.ecology.procedure.ClockFile$Entry",
            "io.qipan.ecology.calendar.CalendarFile$Form",
            "io.qipan.ecology.calendar.CalendarFile$Holiday",
            "io.qipan.ecology.clue.TermBook$Entry",
            "io.qipan.ecology.clue.TermBook$Form",
            "io.qipan.ecology.clue.TermBook$Span",
            "io.qipan.ecology.inspection.TemplateFile$Form",
            "io.qipan.ecology.inspection.TemplateFile$ItemForm",
            "io.qipan.ecology.inspection.TemplateFile$TemplateForm",
            "io.qipan.ecology.registry.RiskFile$BandForm",
            "io.qipan.ecology.registry.RiskFile$Form",
            "io.qipan.ecology.registry.RiskFile$WeightForm",
            "io.qipan.ecology.statistics.DefinitionFile$DefinitionForm",
            "io.qipan.ecology.statistics.DefinitionFile$Form"
        })
final class FilledFromFiles {
    private FilledFromFiles() {}
}
