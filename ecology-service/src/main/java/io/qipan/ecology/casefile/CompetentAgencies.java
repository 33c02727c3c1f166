package io.qipan.ecology.casefile;

import io.qipan.ecology.agency.Agencies;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.casefile.model.Belonging;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.HarmedResources;
import io.qipan.ecology.rule.model.Activity;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** To which agency a case belongs: competent at its place and for what was done. Inside of a unit of work only. */
@Singleton
public class CompetentAgencies {
    /** They watch over those that work cases. */
    private static final Set<AgencyKind> WATCHING =
            EnumSet.of(AgencyKind.PROCURATORATE, AgencyKind.SUPERVISORY_ORGAN, AgencyKind.GOVERNMENT);

    /** Whose a case never is: they have no power to penalise, or not over what happens here. */
    private static final Set<AgencyKind> NEVER_OWN =
            EnumSet.of(AgencyKind.PROCURATORATE, AgencyKind.SUPERVISORY_ORGAN, AgencyKind.NEIGHBOUR);

    private static final String POWER = "行政处罚法 Art 17, 22, 23";

    private static final String DISPUTE = "行政处罚法 Art 25";

    private final Agencies agencies;
    private final Map<String, Activity> activities;

    public CompetentAgencies(Agencies agencies, RuleSet rules) {
        this.agencies = agencies;
        this.activities =
                rules.words().activities().stream().collect(Collectors.toMap(Activity::code, Function.identity()));
    }

    /** The competent one with the smallest area at its place. Nothing is handed to a neighbour without being asked to. */
    Belonging of(Facts facts) {
        return facts.point()
                .flatMap(point -> agencies.at(point).stream()
                        .filter(agency -> isCompetent(agency, facts))
                        .min(Comparator.comparingDouble(
                                        (Agency agency) -> agency.area().getArea())
                                .thenComparing(Agency::code)))
                .map(agency -> Belonging.to(agency.name()))
                .orElse(Belonging.NONE);
    }

    /** The one that was named, which says why if another is competent. */
    Belonging named(String name, String reason, Facts facts) {
        Agency agency = known(name);
        checkMayOwn(agency);
        if (isCompetent(agency, facts)) {
            return Belonging.to(name);
        }
        if (reason.isBlank()) {
            throw Refusal.of(
                            Reason.RATIONALE_REQUIRED,
                            notCompetent(agency, facts) + " Say in agency_reason why it takes the case, or name none.")
                    .with("outcome", "a case of an agency that is not competent")
                    .asException();
        }
        return new Belonging(Optional.of(name), reason, Optional.empty());
    }

    /**
     * Another one in place of the one before: a competent one, or one that a superior of both has designated. Of
     * several that are competent the first to file has the case.
     *
     * @param filed whether the one before has filed it
     */
    Belonging assigned(
            Belonging before, boolean filed, String name, String reason, Optional<String> designatedBy, Facts facts) {
        Agency agency = known(name);
        checkMayOwn(agency);
        if (before.agency().equals(Optional.of(name))) {
            throw invalid("agency", "it belongs to " + name + " already");
        }
        designatedBy.ifPresent(superior -> checkSuperior(superior, before, agency));
        boolean competent = isCompetent(agency, facts);
        if (!competent && designatedBy.isEmpty()) {
            throw Refusal.of(
                            Reason.INCOMPLETE,
                            notCompetent(agency, facts) + " Where agencies dispute a case, their common superior"
                                    + " designates one: name it in optional_designated_by. (" + DISPUTE + ")")
                    .with("resource", name)
                    .with("missing", "designated_by")
                    .asException();
        }
        if (filed && designatedBy.isEmpty()) {
            checkKeepsNot(before, facts);
        }
        return new Belonging(Optional.of(name), competent && designatedBy.isEmpty() ? "" : reason, designatedBy);
    }

    private void checkKeepsNot(Belonging before, Facts facts) {
        before.agency()
                .map(this::known)
                .filter(first -> isCompetent(first, facts))
                .ifPresent(first -> {
                    throw Refusal.of(
                                    Reason.INCOMPLETE,
                                    first.name()
                                            + " has filed it and is competent: of several that are, the first to file"
                                            + " has the case. Another one is designated by their common superior: name"
                                            + " it in optional_designated_by. (" + DISPUTE + ")")
                            .with("resource", first.name())
                            .with("missing", "designated_by")
                            .asException();
                });
    }

    /** That the agency of a case is not competent by what is known now, and nobody has said why it has it. */
    Optional<String> doubt(Belonging belonging, Facts facts) {
        return belonging.reason().isEmpty() && belonging.designatedBy().isEmpty()
                ? belonging
                        .agency()
                        .flatMap(name -> agencies.find(name.substring(Agency.PREFIX.length())))
                        .filter(agency -> !isCompetent(agency, facts))
                        .map(agency -> notCompetent(agency, facts) + " AssignAgency gives it to one that is.")
                : Optional.empty();
    }

    private static void checkMayOwn(Agency agency) {
        if (NEVER_OWN.contains(agency.kind())) {
            throw invalid(
                    "agency",
                    agency.name() + " is a " + agency.kind()
                            + ": a case belongs to an agency of this place with the power to penalise. Name such a one;"
                            + " what a neighbour has to deal with is handed to it on paper. (" + POWER + ")");
        }
    }

    private void checkSuperior(String name, Belonging before, Agency next) {
        Agency superior = known(name);
        boolean ofNext = isAbove(superior, next);
        boolean ofBefore = before.agency()
                .map(this::known)
                .map(agency -> isAbove(superior, agency))
                .orElse(true);
        if (!ofNext || !ofBefore) {
            throw invalid(
                    "optional_designated_by",
                    name + " is no superior of " + (ofNext ? before.agency().orElseThrow() : next.name())
                            + "; a dispute is decided by the common superior of both (" + DISPUTE + ")");
        }
    }

    private boolean isAbove(Agency superior, Agency agency) {
        return agencies.superiors(agency).stream()
                .anyMatch(above -> above.code().equals(superior.code()));
    }

    private boolean isCompetent(Agency agency, Facts facts) {
        return !WATCHING.contains(agency.kind())
                && !NEVER_OWN.contains(agency.kind())
                && facts.point().map(agency::covers).orElse(true)
                && !Collections.disjoint(agency.competence(), harmed(facts));
    }

    private Set<ResourceKind> harmed(Facts facts) {
        Activity activity = activities.get(facts.activity());
        return activity == null ? Set.of(ResourceKind.values()) : HarmedResources.of(activity);
    }

    private String notCompetent(Agency agency, Facts facts) {
        List<ResourceKind> harmed = harmed(facts).stream().sorted().toList();
        return agency.name() + " is not competent for " + facts.activity()
                + facts.point()
                        .map(point -> " at " + point.latitude() + ", " + point.longitude())
                        .orElse("")
                + ": that needs one of " + harmed + " and a place in its area; it has " + agency.competence() + ".";
    }

    private Agency known(String name) {
        return agencies.find(name.substring(Agency.PREFIX.length()))
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }

    private static RuntimeException invalid(String field, String text) {
        return Refusal.of(Reason.INVALID_FIELD, field + ": " + text)
                .withViolations(List.of(new Violation(field, text)))
                .asException();
    }
}
