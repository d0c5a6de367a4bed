package dev.idempotency.codec;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A type as it is declared, with what its type variables stand for where it is used. */
public final class DeclaredType {

    private static final TypeFactory TYPES = TypeFactory.defaultInstance();

    private final JavaType type;

    private DeclaredType(JavaType type) {
        this.type = type;
    }

    /** The given type, as it is. */
    public static DeclaredType of(Type type) {
        return new DeclaredType(TYPES.constructType(type));
    }

    /**
     * The result type of a method.
     *
     * @param user the class or interface through which it is called: declares the method or inherits it
     * @throws IllegalArgumentException if it depends on a type variable that the user leaves open
     */
    public static DeclaredType ofResult(Method method, Class<?> user) {
        Type result = method.getGenericReturnType();
        JavaType owner = owner(method, user);
        if (variablesIn(result).anyMatch(variable -> isOpen(variable, method, owner))) {
            throw new IllegalArgumentException("result type is " + result.getTypeName()
                    + ", where a type variable stands for any type; allowed: types that are known");
        }
        return new DeclaredType(TYPES.resolveMemberType(result, owner.getBindings()));
    }

    /** The classes of a method's parameters, called through the given class or interface. */
    public static Class<?>[] parametersOf(Method method, Class<?> user) {
        JavaType owner = owner(method, user);
        return Arrays.stream(method.getGenericParameterTypes())
                .map(parameter ->
                        TYPES.resolveMemberType(parameter, owner.getBindings()).getRawClass())
                .toArray(Class<?>[]::new);
    }

    /** Whether a type depends on a type variable. */
    public static boolean isOpen(Type type) {
        return variablesIn(type).findAny().isPresent();
    }

    /** The type itself, for reading and writing its values. */
    public Type type() {
        return type;
    }

    /** The class behind the type. */
    public Class<?> rawClass() {
        return type.getRawClass();
    }

    /** The type's own argument, {@code Receipt} of {@code CompletionStage<Receipt>}, if it is given one. */
    public Optional<DeclaredType> argument() {
        return Optional.ofNullable(type.containedType(0)).map(DeclaredType::new);
    }

    @Override
    public String toString() {
        return type.toCanonical();
    }

    /** The type with all that a mapper's modules know of it, wherever it was resolved. */
    static JavaType asKnownTo(TypeFactory types, Type type) {
        if (!(type instanceof JavaType resolved)) {
            return types.constructType(type);
        }
        if (resolved.isArrayType()) {
            return types.constructArrayType(asKnownTo(types, resolved.getContentType()));
        }
        JavaType[] arguments = resolved.getBindings().getTypeParameters().toArray(new JavaType[0]);
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = asKnownTo(types, arguments[i]);
        }
        return arguments.length == 0
                ? types.constructType(resolved.getRawClass())
                : types.constructParametricType(resolved.getRawClass(), arguments);
    }

    private static JavaType owner(Method method, Class<?> user) {
        JavaType owner = TYPES.constructType(user).findSuperType(method.getDeclaringClass());
        return owner == null ? TYPES.constructType(method.getDeclaringClass()) : owner;
    }

    private static boolean isOpen(TypeVariable<?> variable, Method method, JavaType owner) {
        JavaType bound = owner.getBindings().findBoundType(variable.getName());
        return variable.getGenericDeclaration() == method || bound == null || bound.isJavaLangObject();
    }

    private static Stream<TypeVariable<?>> variablesIn(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).flatMap(DeclaredType::variablesIn);
        }
        if (type instanceof GenericArrayType array) {
            return variablesIn(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).flatMap(DeclaredType::variablesIn);
        }
        return type instanceof TypeVariable<?> variable ? Stream.of(variable) : Stream.empty();
    }
}
