package io.qipan.runtime.start;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.runtime.caller.JwtVerifier;
import io.qipan.runtime.peer.PeerCredentials;
import io.qipan.runtime.tls.Security;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.inject.Produces;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.ParameterizedType;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.NullMarked;

/** What a service makes of its settings when it starts: the producers of {@link CallerBeans}, without a container. */
@NullMarked
public final class StartRules implements AutoCloseable {
    private static final int OF_THE_ENVIRONMENT = 300;
    private static final int OF_THE_SERVICE = 250;
    private static final int OF_ALL = 100;

    private final CallerBeans beans = new CallerBeans();
    private final SmallRyeConfig config;
    private final Map<Class<?>, Object> made = new HashMap<>();

    /**
     * @param environment variables by name
     * @param ofTheService its application.properties
     * @param ofAll the properties that all services have in common
     */
    public StartRules(Map<String, String> environment, Path ofTheService, Path ofAll) {
        try {
            config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(
                            new EnvConfigSource(environment, OF_THE_ENVIRONMENT),
                            new PropertiesConfigSource(ofTheService.toUri().toURL(), OF_THE_SERVICE),
                            new PropertiesConfigSource(ofAll.toUri().toURL(), OF_ALL))
                    .build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        made.put(InstantSource.class, InstantSource.system());
        made.put(MeterRegistry.class, new SimpleMeterRegistry());
    }

    /** By what the service knows who calls it. */
    public JwtVerifier verifier() {
        return JwtVerifier.class.cast(bean(JwtVerifier.class));
    }

    public Security security() {
        return Security.class.cast(bean(Security.class));
    }

    /** By what others know the service. */
    public PeerCredentials credentials() {
        return PeerCredentials.class.cast(bean(PeerCredentials.class));
    }

    private Object bean(Class<?> type) {
        Object known = made.get(type);
        if (known != null) {
            return known;
        }
        Method producer = Arrays.stream(CallerBeans.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Produces.class) && method.getReturnType() == type)
                .findFirst()
                .orElseThrow(() -> new AssertionError("CallerBeans makes no " + type));
        Object[] arguments =
                Arrays.stream(producer.getParameters()).map(this::argument).toArray();
        try {
            Object bean = producer.invoke(beans, arguments);
            made.put(type, bean);
            return bean;
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof RuntimeException refused) {
                throw refused;
            }
            throw new AssertionError(e);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private Object argument(Parameter parameter) {
        ConfigProperty property = parameter.getAnnotation(ConfigProperty.class);
        if (property == null) {
            return bean(parameter.getType());
        }
        if (!(parameter.getParameterizedType() instanceof ParameterizedType generic)) {
            return config.getValue(property.name(), parameter.getType());
        }
        Class<?> of = (Class<?>) generic.getActualTypeArguments()[0];
        return parameter.getType() == Optional.class
                ? config.getOptionalValue(property.name(), of)
                : config.getValues(property.name(), of, HashSet::new);
    }

    @Override
    public void close() throws Exception {
        for (Object bean : List.copyOf(made.values())) {
            if (bean instanceof AutoCloseable closeable) {
                closeable.close();
            }
        }
    }
}
