package dev.idempotency.codec;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.type.ReferenceType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Deserializers;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Serializers;
import com.fasterxml.jackson.datatype.jdk8.Jdk8TypeModifier;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's module for Optional and its kin, loaded when the first of them is met, as {@link JavaTimeOnDemand} is. What
 * tells Jackson that an Optional refers to a value is small and there from the beginning.
 */
final class OptionalOnDemand extends Module {

    @Override
    public String getModuleName() {
        return OptionalOnDemand.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addTypeModifier(new Jdk8TypeModifier());
        context.addSerializers(new OptionalSerializers());
        context.addDeserializers(new OptionalDeserializers());
    }

    private static boolean isOfModule(JavaType type) {
        String name = type.getRawClass().getName();
        return name.startsWith("java.util.Optional") || type.isTypeOrSubTypeOf(BaseStream.class);
    }

    /** Jackson's own, once they are asked for. */
    private static final class Delegates {
        static final Serializers SERIALIZERS = new Jdk8Serializers();
        static final Deserializers DESERIALIZERS = new Jdk8Deserializers();
    }

    private static final class OptionalSerializers extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findReferenceSerializer(
                SerializationConfig config,
                ReferenceType type,
                BeanDescription description,
                TypeSerializer contentTypes,
                JsonSerializer<Object> contents) {
            return isOfModule(type)
                    ? Delegates.SERIALIZERS.findReferenceSerializer(config, type, description, contentTypes, contents)
                    : null;
        }

        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            return isOfModule(type) ? Delegates.SERIALIZERS.findSerializer(config, type, description) : null;
        }
    }

    private static final class OptionalDeserializers extends Deserializers.Base {
        @Override
        public @Nullable JsonDeserializer<?> findReferenceDeserializer(
                ReferenceType type,
                DeserializationConfig config,
                BeanDescription description,
                TypeDeserializer contentTypes,
                JsonDeserializer<?> contents)
                throws JsonMappingException {
            return isOfModule(type)
                    ? Delegates.DESERIALIZERS.findReferenceDeserializer(
                            type, config, description, contentTypes, contents)
                    : null;
        }

        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            return isOfModule(type) ? Delegates.DESERIALIZERS.findBeanDeserializer(type, config, description) : null;
        }
    }
}
