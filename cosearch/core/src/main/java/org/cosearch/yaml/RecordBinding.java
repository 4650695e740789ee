package org.cosearch.yaml;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The binding of one record type to maps. */
final class RecordBinding {

    private final Binding binding;
    private final Class<?> type;
    private final RecordComponent[] components;

    RecordBinding(Binding binding, Class<?> type) {
        this.binding = binding;
        this.type = type;
        components = type.getRecordComponents();
    }

    /** @param variantKey a key of the map that is not a component */
    Object read(YamlMap map, Optional<String> variantKey) {
        List<String> keys = new ArrayList<>(variantKey.stream().toList());
        Arrays.stream(components).map(Names::key).forEach(keys::add);
        map.only(keys);
        for (RecordComponent component : components) {
            boolean optional = component.getType() == Optional.class || component.isAnnotationPresent(Default.class);
            if (!optional) {
                map.value(Names.key(component));
            }
        }
        Object[] arguments = new Object[components.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(map, components[i]);
        }
        return construct(map, arguments);
    }

    private Object argument(YamlMap map, RecordComponent component) {
        Optional<YamlNode> given = map.find(Names.key(component));
        if (component.getType() == Optional.class) {
            Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return given.map(node -> bounded(node, inner, component));
        }
        return bounded(given.orElseGet(() -> fallback(component)), component.getGenericType(), component);
    }

    private Object bounded(YamlNode node, Type type, RecordComponent component) {
        Object value = binding.read(node, type);
        Bounds bounds = component.getAnnotation(Bounds.class);
        if (bounds != null) {
            BoundsCheck.check(node, bounds);
        }
        return value;
    }

    private YamlNode fallback(RecordComponent component) {
        Default fallback = component.getAnnotation(Default.class);
        return Yaml.parse(fallback.value(), "the default of " + type.getSimpleName() + "." + component.getName());
    }

    private Object construct(YamlMap map, Object[] arguments) {
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException thrown) {
            if (thrown.getCause() instanceof IllegalArgumentException refused) {
                throw Refusals.at(Refusals.subject(map, String.valueOf(refused.getMessage())), refused);
            }
            throw new IllegalStateException(
                    "The constructor of (%s) failed.".formatted(type.getName()), thrown.getCause());
        } catch (ReflectiveOperationException inaccessible) {
            throw new IllegalStateException(
                    "The record (%s) cannot be constructed.".formatted(type.getName()), inaccessible);
        }
    }

    /** The components of {@code record} by key, without empty options. */
    Map<String, Object> plain(Record record) {
        Map<String, Object> plain = new LinkedHashMap<>();
        for (RecordComponent component : components) {
            Object value;
            try {
                component.getAccessor().setAccessible(true);
                value = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException inaccessible) {
                throw new IllegalStateException(
                        "The component (%s) cannot be read.".formatted(component), inaccessible);
            }
            if (value instanceof Optional<?> optional) {
                optional.ifPresent(present -> plain.put(Names.key(component), binding.plain(present)));
            } else {
                plain.put(Names.key(component), binding.plain(value));
            }
        }
        return plain;
    }
}
