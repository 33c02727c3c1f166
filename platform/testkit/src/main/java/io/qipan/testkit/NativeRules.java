package io.qipan.testkit;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.conditions.ArchConditions;
import io.qipan.runtime.cache.Caches;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.concurrent.Executor;

/**
 * What a native executable would do otherwise than the JVM. Classes are initialized while it is built: what a static field holds
 * is then of the machine and the moment of the build. And what is found by name only while running is not in it.
 */
final class NativeRules {

    private NativeRules() {}

    static Map<String, ArchRule> rules() {
        Map<String, ArchRule> rules = new TreeMap<>();
        rules.put(
                "Nothing random, running or timed is static: it would be made when a native executable is built",
                statics());
        rules.put("The environment is read through settings", noEnvironment());
        rules.put("Classes are not looked up by name", noLookup());
        rules.put("Nothing registers itself while its class is initialized", noRegistration());
        rules.put("Caches are made where their classes are named for native executables", cachesOfOnePlace());
        rules.put("Nothing is serialized by Java", noSerialization());
        rules.put("Texts and numbers do not depend on the locale of the machine", noLocale());
        return rules;
    }

    private static ArchRule statics() {
        DescribedPredicate<JavaClass> ofTheBuild = DescribedPredicate.describe(
                "random, thread, executor or time",
                type -> type.isAssignableTo(Random.class)
                        || type.isAssignableTo(Thread.class)
                        || type.isAssignableTo(Executor.class)
                        || type.isAssignableTo(Clock.class)
                        || type.isEquivalentTo(InstantSource.class));
        return noFields().that().haveModifier(JavaModifier.STATIC).should().haveRawType(ofTheBuild);
    }

    private static ArchRule noEnvironment() {
        return noClasses()
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould(nowInAnInitializer());
    }

    /** A moment in a constant is that of the build. */
    private static ArchCondition<JavaClass> nowInAnInitializer() {
        return ArchConditions.callMethodWhere(DescribedPredicate.describe(
                "now, while a class is initialized",
                (JavaMethodCall call) ->
                        call.getOrigin().getName().equals("<clinit>") && (isTime(call) || isSystem(call))));
    }

    private static boolean isTime(JavaMethodCall call) {
        return call.getTarget().getName().equals("now")
                && call.getTargetOwner().getPackageName().startsWith("java.time");
    }

    private static boolean isSystem(JavaMethodCall call) {
        return call.getTargetOwner().isEquivalentTo(System.class)
                && call.getTarget().getName().matches("currentTimeMillis|nanoTime|getProperty");
    }

    private static ArchRule noLookup() {
        return noClasses()
                .should()
                .callMethodWhere(target(name("forName")).and(target(owner(type(Class.class)))))
                .orShould()
                .callMethodWhere(target(name("loadClass")).and(target(owner(type(ClassLoader.class)))))
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(ServiceLoader.class, Proxy.class);
    }

    /** Caffeine looks its own classes up by names that it puts together. */
    private static ArchRule cachesOfOnePlace() {
        return noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Caches.class.getName())
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Caffeine.class);
    }

    /** The registry of the build is not the one of the executable. */
    private static ArchRule noRegistration() {
        return noClasses()
                .should(ArchConditions.callMethodWhere(DescribedPredicate.describe(
                        "register, while a class is initialized",
                        (JavaMethodCall call) -> call.getOrigin().getName().equals("<clinit>")
                                && call.getTarget().getName().matches("register|addProvider|registerDriver"))));
    }

    private static ArchRule noSerialization() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class);
    }

    private static ArchRule noLocale() {
        return noClasses()
                .should()
                .callMethod(String.class, "format", String.class, Object[].class)
                .orShould()
                .callMethod(String.class, "toUpperCase")
                .orShould()
                .callMethod(String.class, "toLowerCase")
                .orShould()
                .callMethod(DateTimeFormatter.class, "ofPattern", String.class)
                .orShould()
                .callMethodWhere(target(owner(DescribedPredicate.describe(
                                "a formatter of java.text",
                                owner -> owner.getPackageName().equals("java.text"))))
                        .and(target(name("getInstance")))
                        .and(DescribedPredicate.describe(
                                "of no locale",
                                call -> call.getTarget().getRawParameterTypes().isEmpty())));
    }

    private static DescribedPredicate<JavaClass> type(Class<?> type) {
        return JavaClass.Predicates.assignableTo(type);
    }
}
