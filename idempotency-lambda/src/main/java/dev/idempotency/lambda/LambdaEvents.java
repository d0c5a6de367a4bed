package dev.idempotency.lambda;

import com.fasterxml.jackson.databind.module.SimpleModule;

/** Writes the event types of AWS as Lambda itself does. */
final class LambdaEvents extends SimpleModule {

    private static final long serialVersionUID = 1;
}
