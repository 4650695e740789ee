package org.cosearch.config;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.MemberScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.generator.TypeScope;
import java.lang.annotation.Annotation;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.cosearch.evaluate.Metric;
import org.cosearch.evaluate.Objective;
import org.cosearch.evaluate.Spec;
import org.cosearch.family.NetworkFamily;
import org.cosearch.space.Space;
import org.cosearch.workload.Shape;
import org.cosearch.yaml.Bounds;
import org.cosearch.yaml.Default;
import org.cosearch.yaml.Description;
import org.cosearch.yaml.Names;
import org.cosearch.yaml.Variants;
import org.cosearch.yaml.Yaml;
import org.jspecify.annotations.Nullable;

/** The JSON Schemas of configuration files, made from the records that they are bound to. */
final class Schemas {

    private static final ObjectMapper JSON =
            new ObjectMapper().setNodeFactory(JsonNodeFactory.withExactBigDecimals(true));

    private static final String METRICS = KnownMetrics.ALL.stream()
            .map(metric -> metric.equals(Metric.ACCURACY_PERCENT) ? metric.name() + "(\\.[a-z0-9_-]+)?" : metric.name())
            .collect(Collectors.joining("|", "(", ")"));

    /** The types with a form of their own in YAML. */
    private static final Map<Class<?>, JsonNode> OWN_FORMS = Map.of(
            Objective.class, text("^(minimize|maximize) " + METRICS + "$"),
            Spec.class, text("^" + METRICS + " *(<=|>=) *[-+0-9.eE]+$"),
            NetworkFamily.class, json(Map.of("enum", SpaceFile.families())),
            Space.class, SpaceSchema.space(),
            Shape.class, text("^[0-9]{1,6}x[0-9]{1,6}x[0-9]{1,6}$"));

    private Schemas() {}

    /** The schema of the files that are bound to {@code type}, in the draft that editors know best. */
    static String of(Class<?> type) {
        SchemaGeneratorConfigBuilder builder = new SchemaGeneratorConfigBuilder(
                        JSON, SchemaVersion.DRAFT_7, OptionPreset.PLAIN_JSON)
                .with(Option.ALLOF_CLEANUP_AT_THE_END)
                .without(Option.FLATTENED_OPTIONALS);
        builder.forTypesInGeneral()
                .withPropertySorter(Comparator.comparingInt(Schemas::position))
                .withDescriptionResolver(Schemas::description)
                .withCustomDefinitionProvider(Schemas::definition)
                .withTypeAttributeOverride(Schemas::close)
                .withTypeAttributeOverride(Schemas::addVariantKey);
        builder.forFields()
                .withTargetTypeOverridesResolver(Schemas::insideOptional)
                .withNullableCheck(field -> false)
                .withPropertyNameOverrideResolver(field -> Names.key(component(field)))
                .withDescriptionResolver(field ->
                        field.isFakeContainerItemScope() ? null : value(field, Description.class, Description::value))
                .withDefaultResolver(field -> field.isFakeContainerItemScope()
                        ? null
                        : value(
                                field,
                                Default.class,
                                text -> json(Yaml.parse(text.value(), "default").plain())))
                .withRequiredCheck(field -> !component(field).isAnnotationPresent(Default.class)
                        && component(field).getType() != Optional.class)
                .withNumberInclusiveMinimumResolver(field -> limit(field, Bounds::atLeast))
                .withNumberExclusiveMinimumResolver(field -> limit(field, Bounds::above))
                .withNumberInclusiveMaximumResolver(field -> limit(field, Bounds::atMost))
                .withNumberExclusiveMaximumResolver(field -> limit(field, Bounds::below));
        JsonNode schema = new SchemaGenerator(builder.build()).generateSchema(type);
        return schema.toPrettyString() + "\n";
    }

    private static JsonNode text(String pattern) {
        return JSON.createObjectNode().put("type", "string").put("pattern", pattern);
    }

    private static JsonNode json(Object value) {
        return JSON.valueToTree(value);
    }

    /** The place of a component in its record. */
    private static int position(MemberScope<?, ?> member) {
        return Arrays.stream(member.getRawMember().getDeclaringClass().getRecordComponents())
                .map(RecordComponent::getName)
                .toList()
                .indexOf(member.getRawMember().getName());
    }

    private static RecordComponent component(FieldScope field) {
        return Arrays.stream(field.getRawMember().getDeclaringClass().getRecordComponents())
                .filter(component ->
                        component.getName().equals(field.getRawMember().getName()))
                .findFirst()
                .orElseThrow();
    }

    private static <A extends Annotation, T> @Nullable T value(
            FieldScope field, Class<A> annotation, Function<A, T> value) {
        A present = component(field).getAnnotation(annotation);
        return present == null ? null : value.apply(present);
    }

    private static @Nullable BigDecimal limit(FieldScope field, Function<Bounds, Double> side) {
        Double limit = value(field, Bounds.class, side);
        boolean numbers = !List.class.isAssignableFrom(field.getType().getErasedType());
        return limit == null || limit.isInfinite() || !numbers ? null : exact(limit);
    }

    /** As people write it: 1000 and 0.5. */
    private static BigDecimal exact(double limit) {
        BigDecimal exact = BigDecimal.valueOf(limit).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0) : exact;
    }

    private static @Nullable String description(TypeScope type) {
        Description description = type.getType().getErasedType().getAnnotation(Description.class);
        return description == null ? null : description.value();
    }

    private static @Nullable List<ResolvedType> insideOptional(FieldScope field) {
        return field.getType().getErasedType() == Optional.class
                ? field.getType().getTypeParameters()
                : null;
    }

    private static @Nullable CustomDefinition definition(ResolvedType type, SchemaGenerationContext context) {
        Class<?> raw = type.getErasedType();
        JsonNode own = OWN_FORMS.get(raw);
        if (own != null) {
            return new CustomDefinition(
                    ((ObjectNode) own).deepCopy(),
                    raw == Space.class
                            ? CustomDefinition.DefinitionType.ALWAYS_REF
                            : CustomDefinition.INLINE_DEFINITION,
                    CustomDefinition.INCLUDING_ATTRIBUTES);
        }
        if (raw.isEnum()) {
            List<String> names = Arrays.stream(raw.getEnumConstants())
                    .map(constant -> Names.constant((Enum<?>) constant))
                    .toList();
            return new CustomDefinition((ObjectNode) json(Map.of("enum", names)), true);
        }
        if (raw.isAnnotationPresent(Variants.class)) {
            ObjectNode either = JSON.createObjectNode();
            for (Class<?> variant : raw.getPermittedSubclasses()) {
                either.withArray("oneOf")
                        .add(context.createDefinitionReference(
                                context.getTypeContext().resolve(variant)));
            }
            return new CustomDefinition(either, true);
        }
        return null;
    }

    /** Allows a record no other keys than its own. */
    private static void close(ObjectNode schema, TypeScope scope, SchemaGenerationContext context) {
        if (scope.getType().getErasedType().isRecord()) {
            schema.put("additionalProperties", false);
        }
    }

    /** Adds the key that tells a record among variants. */
    private static void addVariantKey(ObjectNode schema, TypeScope scope, SchemaGenerationContext context) {
        Class<?> raw = scope.getType().getErasedType();
        for (Class<?> parent : raw.getInterfaces()) {
            Variants variants = parent.getAnnotation(Variants.class);
            if (variants != null && raw.isRecord()) {
                // not through JSON: references inside are filled in later
                ObjectNode properties = JSON.createObjectNode();
                properties.set(variants.value(), json(Map.of("const", Names.variant(raw))));
                if (schema.get("properties") instanceof ObjectNode others) {
                    others.properties().forEach(other -> properties.set(other.getKey(), other.getValue()));
                }
                List<String> required = new ArrayList<>(List.of(variants.value()));
                schema.path("required").forEach(key -> required.add(key.asText()));
                schema.set("properties", properties);
                schema.set("required", json(required));
            }
        }
    }
}
