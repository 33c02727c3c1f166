package io.qipan.testkit;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import io.grpc.BindableService;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.work.Tx;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;

/** The rules that every service keeps. What a class may do is listed; anything else fails. */
public final class ServiceArchitecture {

    /**
     * A class that may break the rules.
     *
     * @param className full name; nested classes are meant too
     * @param reason why, for the reader
     */
    public record Exempt(String className, String reason) {

        boolean covers(JavaClass type) {
            return type.getName().equals(className) || type.getName().startsWith(className + "$");
        }
    }

    private static final List<String> VAGUE_NAMES =
            List.of("Impl", "Manager", "Helper", "Util", "Utils", "Dto", "DTO", "Common");

    private final String service;
    private final List<Exempt> exempt;

    private ServiceArchitecture(String service, List<Exempt> exempt) {
        this.service = service;
        this.exempt = exempt;
    }

    /** Checks the service in this package, for example {@code io.qipan.patrol}; its exceptions stand here and nowhere else. */
    public static void check(String service, Exempt... exempt) {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(service);
        Assertions.assertThat(classes).as("classes of " + service).isNotEmpty();
        Assertions.assertThat(broken(service, classes, exempt))
                .as("broken rules of architecture")
                .isEmpty();
    }

    /** What breaks a rule, one line each. */
    static List<String> broken(String service, JavaClasses classes, Exempt... exempt) {
        return new ServiceArchitecture(service, List.of(exempt)).broken(classes);
    }

    private List<String> broken(JavaClasses classes) {
        List<String> broken = new ArrayList<>();
        exempt.stream()
                .filter(e -> classes.stream().noneMatch(e::covers))
                .forEach(e -> broken.add("The exception for " + e.className() + " is of no use any more"));
        rules().forEach((sentence, rule) -> {
            EvaluationResult result = rule.as(sentence).allowEmptyShould(true).evaluate(classes.that(not(exempted())));
            result.getFailureReport().getDetails().forEach(detail -> broken.add(sentence + ": " + detail));
        });
        broken.addAll(NativeResources.missing(classes, Path.of("src/main/resources")));
        broken.addAll(SourceSizes.tooLong());
        broken.addAll(TestNames.neverRun(Path.of("src/test/java")));
        return broken;
    }

    private DescribedPredicate<JavaClass> exempted() {
        return DescribedPredicate.describe("exempt", type -> exempt.stream().anyMatch(e -> e.covers(type)));
    }

    private Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put("The model knows the JDK, geometry, refusals, places and other models only", modelIsPure());
        rules.put("A service reaches another one through its contract only", staysAtHome());
        rules.put("Quarkus is known at the edges only: Rpc classes, start and peer", frameworkAtTheEdges());
        rules.put("Injection annotations stay out of the model", noInjectionInModel());
        rules.put("Adapters to PostgreSQL are package-private", adaptersAreHidden());
        rules.put("Only adapters speak SQL", sqlInAdapters());
        rules.put(
                "Messages of the contract are known to Rpc, Messages, use cases and peers, not to the model",
                pureOfProto());
        rules.put("Names say what a thing is", namesSaySomething());
        rules.put("Handlers are named Rpc", handlersAreNamed());
        rules.put("Handlers implement RpcService, not BindableService", oneServer());
        rules.putAll(NativeRules.rules());
        rules.put("Features do not go round in circles", noCircles());
        return rules;
    }

    private ArchRule modelIsPure() {
        return classes()
                .that()
                .resideInAPackage("..model..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.jspecify..",
                        "org.locationtech.jts..",
                        "io.qipan.runtime.refusal..",
                        "io.qipan.runtime.place..",
                        service + "..model.."));
    }

    private ArchRule staysAtHome() {
        return noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("io.qipan..")
                        .and(not(resideInAnyPackage(service + "..", "io.qipan.runtime..", "io.qipan.proto.."))));
    }

    private ArchRule frameworkAtTheEdges() {
        return noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Rpc")
                .and()
                .resideOutsideOfPackages(service + ".start..", service + ".peer..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.quarkus..", "io.smallrye.."));
    }

    private static ArchRule noInjectionInModel() {
        return noClasses()
                .that()
                .resideInAPackage("..model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..", "org.eclipse.microprofile.."));
    }

    private static ArchRule adaptersAreHidden() {
        return classes().that(simpleNameStartingWith("Postgres")).should().bePackagePrivate();
    }

    private static ArchRule sqlInAdapters() {
        return noClasses()
                .that(not(simpleNameStartingWith("Postgres")))
                .should()
                .dependOnClassesThat(
                        assignableTo(Tx.class).or(resideInAnyPackage("io.vertx.sqlclient..", "io.vertx.pgclient..")));
    }

    private static ArchRule pureOfProto() {
        return noClasses()
                .that()
                .resideInAPackage("..model..")
                .should()
                .dependOnClassesThat(resideInAnyPackage("io.qipan.proto..", "com.google.protobuf..", "io.grpc.."));
    }

    private static ArchRule namesSaySomething() {
        String vague = VAGUE_NAMES.stream().collect(Collectors.joining("|", ".*(", ")"));
        return noClasses().should().haveSimpleName("Common").orShould().haveNameMatching(vague);
    }

    private static ArchRule handlersAreNamed() {
        return classes().that().areAssignableTo(RpcService.class).should().haveSimpleNameEndingWith("Rpc");
    }

    private static ArchRule oneServer() {
        return noClasses()
                .should()
                .implement(BindableService.class)
                .because("Quarkus would start a gRPC server of its own beside RpcServer; implement RpcService");
    }

    private ArchRule noCircles() {
        return slices().matching(service + ".(*)..").should().beFreeOfCycles();
    }
}
