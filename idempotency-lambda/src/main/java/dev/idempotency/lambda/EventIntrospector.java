package dev.idempotency.lambda;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyName;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.AnnotatedMember;
import com.fasterxml.jackson.databind.introspect.AnnotatedMethod;
import com.fasterxml.jackson.databind.introspect.NopAnnotationIntrospector;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.ByteBuffer;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** Stands for the annotations that event classes would have, had they any. */
final class EventIntrospector extends NopAnnotationIntrospector {

    private static final long serialVersionUID = 1;

    private static final String JODA_DATE_TIME = "org.joda.time.DateTime";
    private static final JsonInclude.Value NOT_NULL =
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.USE_DEFAULTS);

    @Override
    public @Nullable PropertyName findNameForSerialization(Annotated annotated) {
        return nameOf(annotated);
    }

    @Override
    public @Nullable PropertyName findNameForDeserialization(Annotated annotated) {
        return nameOf(annotated);
    }

    @Override
    public JsonInclude.Value findPropertyInclusion(Annotated annotated) {
        return isOfEvent(annotated) ? NOT_NULL : super.findPropertyInclusion(annotated);
    }

    @Override
    public @Nullable Object findSerializer(Annotated annotated) {
        return annotated instanceof AnnotatedMember && isOfEvent(annotated) ? serializerOf(annotated.getType()) : null;
    }

    @Override
    public @Nullable Object findContentSerializer(Annotated annotated) {
        JavaType content =
                annotated.getType() == null ? null : annotated.getType().getContentType();
        return content != null && annotated instanceof AnnotatedMember && isOfEvent(annotated)
                ? serializerOf(content)
                : null;
    }

    @Override
    public @Nullable Object findDeserializer(Annotated annotated) {
        return annotated instanceof AnnotatedMethod setter && setter.getParameterCount() == 1 && isOfEvent(setter)
                ? deserializerOf(setter.getRawParameterType(0))
                : null;
    }

    private static @Nullable PropertyName nameOf(Annotated annotated) {
        return annotated instanceof AnnotatedMethod method
                ? EventNames.of(method.getMember()).map(PropertyName::construct).orElse(null)
                : null;
    }

    private static boolean isOfEvent(Annotated annotated) {
        return annotated instanceof AnnotatedMember member
                ? EventNames.isEvent(member.getDeclaringClass())
                : annotated instanceof AnnotatedClass type && EventNames.isEvent(type.getRawType());
    }

    private static @Nullable Object serializerOf(JavaType type) {
        if (type.hasRawClass(Date.class)) {
            return new EpochSeconds.Writer();
        }
        if (type.hasRawClass(ByteBuffer.class)) {
            return new Base64Bytes();
        }
        return isJoda(type.getRawClass()) ? ToStringSerializer.instance : null;
    }

    private static @Nullable Object deserializerOf(Class<?> type) {
        if (type == Date.class) {
            return new EpochSeconds.Reader();
        }
        return isJoda(type) ? new JodaReader(type) : null;
    }

    private static boolean isJoda(Class<?> type) {
        return type.getName().equals(JODA_DATE_TIME);
    }
}
