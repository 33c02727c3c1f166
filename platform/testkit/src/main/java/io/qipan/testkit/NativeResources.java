package io.qipan.testkit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a native executable holds only if somebody says so: records that Jackson fills, and files that are read by name. */
final class NativeResources {

    private NativeResources() {}

    /** What is not said, one line each. */
    static List<String> missing(JavaClasses classes, Path resources) {
        List<String> missing = new ArrayList<>();
        Set<String> registered = registered(classes);
        filled(classes).stream()
                .filter(name -> !registered.contains(name))
                .forEach(name -> missing.add("Jackson fills " + name + ", which no @RegisterForReflection names"));
        missing.addAll(unincluded(resources));
        return missing;
    }

    private static Set<String> registered(JavaClasses classes) {
        Set<String> names = new TreeSet<>();
        for (JavaClass type : classes) {
            type.tryGetAnnotationOfType(RegisterForReflection.class).ifPresent(annotation -> {
                names.add(type.getName());
                names.addAll(Arrays.asList(annotation.classNames()));
                Arrays.stream(annotation.targets()).map(Class::getName).forEach(names::add);
            });
        }
        return names;
    }

    /** Records whose class is given to Jackson, or to a method of ours that hands it on, with those inside of them. */
    private static Set<String> filled(JavaClasses classes) {
        Set<JavaClass> found = new HashSet<>();
        for (JavaClass type : classes) {
            boolean asks = type.getMethodCallsFromSelf().stream()
                    .filter(call -> isReader(call.getTargetOwner()))
                    .anyMatch(call -> call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(parameter -> parameter.isEquivalentTo(Class.class)));
            if (asks) {
                type.getReferencedClassObjects()
                        .forEach(reference -> addRecord(reference.getRawType(), classes, found));
            }
        }
        return found.stream().map(JavaClass::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Jackson, or a class of ours that asks it. */
    private static boolean isReader(JavaClass owner) {
        return owner.isAssignableTo(ObjectMapper.class)
                || owner.getMethodCallsFromSelf().stream()
                        .anyMatch(call -> call.getTargetOwner().isAssignableTo(ObjectMapper.class)
                                && call.getTarget().getName().matches("readValue|treeToValue|convertValue"));
    }

    private static void addRecord(JavaClass type, JavaClasses classes, Set<JavaClass> found) {
        if (type.isRecord() && classes.contain(type.getName()) && found.add(type)) {
            type.getFields().stream()
                    .map(JavaField::getType)
                    .map(JavaType::getAllInvolvedRawTypes)
                    .flatMap(Set::stream)
                    .forEach(inner -> addRecord(inner, classes, found));
        }
    }

    /** Migrations are Flyway's to include; settings and META-INF Quarkus'. */
    private static List<String> unincluded(Path resources) {
        List<String> globs = Arrays.asList(
                included(resources.resolve("application.properties")).split(",", -1));
        try (Stream<Path> files = Files.exists(resources) ? Files.walk(resources) : Stream.empty()) {
            return files.filter(Files::isRegularFile)
                    .map(resources::relativize)
                    .filter(file -> !file.toString().equals("application.properties"))
                    .filter(file -> !file.startsWith("db") && !file.startsWith("META-INF"))
                    .filter(file -> globs.stream()
                            .noneMatch(glob -> FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(file)))
                    .map(file -> "quarkus.native.resources.includes leaves out " + file)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String included(Path settings) {
        Properties properties = new Properties();
        if (Files.exists(settings)) {
            try (var reader = Files.newBufferedReader(settings)) {
                properties.load(reader);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return properties.getProperty("quarkus.native.resources.includes", "");
    }
}
