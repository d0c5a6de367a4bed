package dev.idempotency.lambda;

import static java.util.Map.entry;

import java.lang.reflect.Member;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the members of event classes are called in JSON, where that is not what Jackson would call them. */
final class EventNames {

    private static final String PACKAGE = "com.amazonaws.services.lambda.runtime.events.";
    private static final Pattern ACCESSOR = Pattern.compile("(?:get|set|is)(.+)");

    /** Classes whose members are called as their accessors are: {@code getMessageId} is {@code MessageId}. */
    private static final Set<String> CALLED_AS_ACCESSORS = Set.of(
            "CloudFormationCustomResourceEvent",
            "CloudFrontEvent",
            "CodeCommitEvent",
            "ConnectEvent",
            "ConnectEvent$ContactData",
            "ConnectEvent$CustomerEndpoint",
            "ConnectEvent$Details",
            "ConnectEvent$SystemEndpoint",
            "DynamodbEvent",
            "KinesisEvent",
            "SNSEvent",
            "SNSEvent$MessageAttribute",
            "SNSEvent$SNS",
            "SNSEvent$SNSRecord",
            "SQSEvent",
            "SecretsManagerRotationEvent",
            "models.dynamodb.AttributeValue",
            "models.dynamodb.StreamRecord",
            "models.s3.S3EventNotification");

    /** By class and accessor. */
    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            entry("CloudFormationCustomResourceEvent.ResponseUrl", "ResponseURL"),
            entry("CloudWatchLogsEvent.AwsLogs", "awslogs"),
            entry("CodeCommitEvent$Record.CodeCommit", "codecommit"),
            entry("CodeCommitEvent$Record.EventSourceArn", "eventSourceARN"),
            entry("CodeCommitEvent$Record.UserIdentityArn", "userIdentityARN"),
            entry("ConnectEvent$ContactData.InstanceArn", "InstanceARN"),
            entry("ConnectEvent$Queue.ARN", "ARN"),
            entry("DynamodbTimeWindowEvent.EventSourceArn", "eventSourceARN"),
            entry("KinesisTimeWindowEvent.EventSourceArn", "eventSourceARN"),
            entry("SNSEvent$SNSRecord.SNS", "Sns"),
            entry("S3ObjectLambdaEvent.XAmzRequestId", "XAmzRequestId"),
            entry("SQSEvent$SQSMessage.EventSourceArn", "eventSourceARN"),
            entry("ScheduledEvent.DetailType", "detail-type"),
            entry("SecretsManagerRotationEvent.RotationToken", "rotationToken"),
            entry("models.s3.S3EventNotification$ResponseElementsEntity.xAmzId2", "x-amz-id-2"),
            entry("models.s3.S3EventNotification$ResponseElementsEntity.xAmzRequestId", "x-amz-request-id"),
            entry("models.s3.S3EventNotification$S3ObjectEntity.SizeAsLong", "size"));

    private EventNames() {}

    static boolean isEvent(Class<?> type) {
        return type.getName().startsWith(PACKAGE);
    }

    /** The name of a getter's or a setter's property, or nothing for Jackson's own choice. */
    static Optional<String> of(Member accessor) {
        Matcher name = ACCESSOR.matcher(accessor.getName());
        if (!isEvent(accessor.getDeclaringClass()) || !name.matches()) {
            return Optional.empty();
        }
        String type = accessor.getDeclaringClass().getName().substring(PACKAGE.length());
        String property = name.group(1);
        String irregular = IRREGULAR.get(type + '.' + property);
        return irregular == null && CALLED_AS_ACCESSORS.contains(type)
                ? Optional.of(property)
                : Optional.ofNullable(irregular);
    }
}
