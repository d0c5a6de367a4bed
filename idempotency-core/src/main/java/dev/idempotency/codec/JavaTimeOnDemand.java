package dev.idempotency.codec;

import com.fasterxml.jackson.core.Version;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.DefaultDeserializationContext;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.KeyDeserializers;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * Jackson's module for java.time, loaded when the first of its types is met: most payloads have no use for it, and a
 * process's first call would wait for it.
 */
final class JavaTimeOnDemand extends Module {

    @Override
    public String getModuleName() {
        return JavaTimeOnDemand.class.getName();
    }

    @Override
    public Version version() {
        return Version.unknownVersion();
    }

    @Override
    public void setupModule(SetupContext context) {
        context.addSerializers(new TimeSerializers());
        context.addKeySerializers(new TimeKeySerializers());
        context.addDeserializers(new TimeDeserializers());
        context.addKeyDeserializers(new TimeKeyDeserializers());
    }

    private static boolean isTime(Class<?> type) {
        return type.getName().startsWith("java.time.");
    }

    /** A mapper that has the module, asked for what it would use for a type; how, is then the other mapper's matter. */
    private static final class TimeMapper {

        private static final ObjectMapper MAPPER =
                JsonMapper.builder().addModule(new JavaTimeModule()).build();

        static JsonSerializer<?> serializer(JavaType type) throws JsonMappingException {
            return MAPPER.getSerializerProviderInstance().findValueSerializer(type);
        }

        static JsonSerializer<?> keySerializer(JavaType type) throws JsonMappingException {
            return MAPPER.getSerializerProviderInstance().findKeySerializer(type, null);
        }

        static JsonDeserializer<?> deserializer(JavaType type) throws JsonMappingException {
            return context().findNonContextualValueDeserializer(type);
        }

        static KeyDeserializer keyDeserializer(JavaType type) throws JsonMappingException {
            return context().findKeyDeserializer(type, null);
        }

        private static DeserializationContext context() {
            return ((DefaultDeserializationContext) MAPPER.getDeserializationContext())
                    .createDummyInstance(MAPPER.getDeserializationConfig());
        }
    }

    private static final class TimeSerializers extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            try {
                return isTime(type.getRawClass()) ? TimeMapper.serializer(type) : null;
            } catch (JsonMappingException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static final class TimeKeySerializers extends Serializers.Base {
        @Override
        public @Nullable JsonSerializer<?> findSerializer(
                SerializationConfig config, JavaType type, BeanDescription description) {
            try {
                return isTime(type.getRawClass()) ? TimeMapper.keySerializer(type) : null;
            } catch (JsonMappingException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    private static final class TimeDeserializers extends Deserializers.Base {
        @Override
        public @Nullable JsonDeserializer<?> findBeanDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            return isTime(type.getRawClass()) ? TimeMapper.deserializer(type) : null;
        }

        @Override
        public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
            return isTime(type);
        }
    }

    private static final class TimeKeyDeserializers implements KeyDeserializers {
        @Override
        public @Nullable KeyDeserializer findKeyDeserializer(
                JavaType type, DeserializationConfig config, BeanDescription description) throws JsonMappingException {
            return isTime(type.getRawClass()) ? TimeMapper.keyDeserializer(type) : null;
        }
    }
}
