package dev.idempotency.lambda;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.idempotency.testkit.HandDrivenTime;
import java.time.Duration;
import java.time.Instant;

/** The context of one invocation, whose time runs out on hand-driven time. */
public final class Invocation implements Context {

    private final HandDrivenTime time;
    private final Instant end;

    public Invocation(HandDrivenTime time, Duration timeout) {
        this.time = time;
        this.end = time.instant().plus(timeout);
    }

    @Override
    public int getRemainingTimeInMillis() {
        return (int) Duration.between(time.instant(), end).toMillis();
    }

    @Override
    public String getAwsRequestId() {
        return "8476a536-e9f4-11e8-9739-2dfe598c3fcd";
    }

    @Override
    public String getLogGroupName() {
        return "/aws/lambda/booking";
    }

    @Override
    public String getLogStreamName() {
        return "2026/03/01/[$LATEST]";
    }

    @Override
    public String getFunctionName() {
        return "booking";
    }

    @Override
    public String getFunctionVersion() {
        return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
        return "arn:aws:lambda:eu-central-1:123456789012:function:booking";
    }

    @Override
    public CognitoIdentity getIdentity() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ClientContext getClientContext() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int getMemoryLimitInMB() {
        return 512;
    }

    @Override
    public LambdaLogger getLogger() {
        throw new UnsupportedOperationException();
    }
}
