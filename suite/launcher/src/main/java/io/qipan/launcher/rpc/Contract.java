package io.qipan.launcher.rpc;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import com.google.protobuf.util.JsonFormat;
import io.qipan.launcher.UserError;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The services of one server with their methods and all types, and the sentences for names that are not among them. */
final class Contract {

    private final Map<String, ServiceDescriptor> services = new TreeMap<>();
    private final Map<String, Descriptor> messages = new HashMap<>();
    private final Map<String, EnumDescriptor> enums = new HashMap<>();

    private Contract() {}

    static Contract of(List<String> serviceNames, Map<String, FileDescriptorProto> files) {
        Contract contract = new Contract();
        Map<String, FileDescriptor> built = new HashMap<>();
        files.keySet().forEach(name -> build(name, files, built));
        built.values().forEach(file -> contract.add(file, serviceNames));
        return contract;
    }

    private static FileDescriptor build(
            String name, Map<String, FileDescriptorProto> files, Map<String, FileDescriptor> built) {
        FileDescriptor known = built.get(name);
        if (known != null) {
            return known;
        }
        FileDescriptorProto file = Objects.requireNonNull(files.get(name), name);
        FileDescriptor[] imports = file.getDependencyList().stream()
                .map(dependency -> build(dependency, files, built))
                .toArray(FileDescriptor[]::new);
        try {
            FileDescriptor descriptor = FileDescriptor.buildFrom(file, imports);
            built.put(name, descriptor);
            return descriptor;
        } catch (DescriptorValidationException e) {
            throw new IllegalStateException("The server describes " + name + " in a way that is not valid", e);
        }
    }

    private void add(FileDescriptor file, List<String> serviceNames) {
        file.getServices().stream()
                .filter(service -> serviceNames.contains(service.getFullName()))
                .forEach(service -> services.put(service.getFullName(), service));
        file.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        file.getMessageTypes().forEach(this::add);
    }

    private void add(Descriptor message) {
        messages.put(message.getFullName(), message);
        message.getEnumTypes().forEach(type -> enums.put(type.getFullName(), type));
        message.getNestedTypes().forEach(this::add);
    }

    Collection<ServiceDescriptor> services() {
        return services.values();
    }

    Optional<Descriptor> message(String name) {
        return Optional.ofNullable(messages.get(name));
    }

    Optional<EnumDescriptor> enumeration(String name) {
        return Optional.ofNullable(enums.get(name));
    }

    JsonFormat.TypeRegistry types() {
        return JsonFormat.TypeRegistry.newBuilder().add(messages.values()).build();
    }

    ServiceDescriptor service(String name) {
        ServiceDescriptor service = services.get(name);
        if (service == null) {
            throw new UserError("There is no service '" + name + "' here." + Nearest.question(name, services.keySet())
                    + list("The services are", services.keySet().stream()));
        }
        return service;
    }

    MethodDescriptor method(ServiceDescriptor service, String name) {
        MethodDescriptor method = service.findMethodByName(name);
        if (method == null) {
            List<String> names =
                    service.getMethods().stream().map(MethodDescriptor::getName).toList();
            throw new UserError(service.getFullName() + " has no method '" + name + "'." + Nearest.question(name, names)
                    + list("Its methods are", names.stream()));
        }
        return method;
    }

    static String list(String title, Stream<String> names) {
        return "\n" + title + ":\n  " + String.join("\n  ", names.toList());
    }
}
