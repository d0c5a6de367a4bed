package dev.idempotency.lambda;

import com.fasterxml.jackson.databind.module.SimpleModule;

/**
 * Has Jackson write the classes of {@code aws-lambda-java-events} as Lambda itself writes them, so that key expressions
 * are those of the documented JSON: {@code Records[*].body}, {@code "detail-type"}, {@code detail.id}. What it writes it
 * reads, since such classes may be responses as well; but for {@code S3Event}, which only Lambda can make.
 *
 * <p>{@link IdempotentLambda#config} has it in. For a mapper of your own:
 *
 * <pre>{@code
 * IdempotentLambda.config(store).objectMapper(mapper.registerModule(new LambdaEvents()))
 * }</pre>
 *
 * <p>The classes are known by name: neither they nor Joda-Time need be there. No other class is written differently. The
 * names are those of {@code aws-lambda-java-serialization} 1.1.5, which Lambda's runtime uses.
 */
public final class LambdaEvents extends SimpleModule {

    private static final long serialVersionUID = 1;

    /** Makes the module. */
    public LambdaEvents() {
        super(LambdaEvents.class.getName());
    }

    @Override
    public void setupModule(SetupContext context) {
        context.insertAnnotationIntrospector(new EventIntrospector());
    }
}
