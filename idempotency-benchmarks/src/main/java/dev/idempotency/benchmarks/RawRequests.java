package dev.idempotency.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.idempotency.benchmarks.CallBenchmark.Receipt;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/** The library's requests to DynamoDB with the library's expressions, as one writes them by hand with the AWS SDK. */
final class RawRequests {

    private static final String CLAIMABLE = "attribute_not_exists(#id)"
            + " OR #expiration < :now"
            + " OR (#status = :inprogress AND #lease < :now_ms)"
            + " OR (#status = :inprogress AND #owner = :me AND #lease <= :lease)";
    private static final Map<String, String> CLAIM_NAMES = Map.of(
            "#id", "id",
            "#expiration", "expiration",
            "#status", "status",
            "#lease", "in_progress_expiration",
            "#owner", "owner");

    private static final String COMPLETE = "SET #status = :completed, #expiration = :expiration,"
            + " #completed_at = :completed_at, #data = :data REMOVE #zipped, #failure, #validation";
    private static final Map<String, String> COMPLETE_NAMES = Map.of(
            "#owner", "owner",
            "#status", "status",
            "#expiration", "expiration",
            "#completed_at", "completed_at",
            "#data", "data",
            "#zipped", "data_gzip",
            "#failure", "failure",
            "#validation", "validation");

    private static final AttributeValue INPROGRESS = AttributeValue.fromS("INPROGRESS");
    private static final AttributeValue COMPLETED = AttributeValue.fromS("COMPLETED");
    private static final int LEASE_SECONDS = 60;
    private static final int EXPIRY_SECONDS = 3600;

    private final DynamoDbClient client;
    private final ObjectMapper mapper;

    RawRequests(DynamoDbClient client, ObjectMapper mapper) {
        this.client = client;
        this.mapper = mapper;
    }

    /** A conditional PutItem and a conditional UpdateItem. */
    Receipt fresh(String key, Receipt receipt) throws JsonProcessingException {
        AttributeValue owner = owner();
        client.putItem(claim(key, owner));
        client.updateItem(completion(key, owner, mapper.writeValueAsString(receipt)));
        return receipt;
    }

    /** A conditional PutItem that is refused. */
    Receipt replay(String key) throws JsonProcessingException {
        try {
            client.putItem(claim(key, owner()));
            throw new IllegalStateException("The key was free: " + key);
        } catch (ConditionalCheckFailedException refused) {
            AttributeValue data = Objects.requireNonNull(refused.item().get("data"));
            return mapper.readValue(data.s(), Receipt.class);
        }
    }

    private static PutItemRequest claim(String key, AttributeValue owner) {
        Instant now = Instant.now();
        AttributeValue leaseUntil = epochMilli(now.plusSeconds(LEASE_SECONDS));
        return PutItemRequest.builder()
                .tableName(DynamoDbTable.NAME)
                .item(Map.of(
                        "id", AttributeValue.fromS(key),
                        "status", INPROGRESS,
                        "expiration", epochSecond(now.plusSeconds(EXPIRY_SECONDS)),
                        "in_progress_expiration", leaseUntil,
                        "owner", owner))
                .conditionExpression(CLAIMABLE)
                .expressionAttributeNames(CLAIM_NAMES)
                .expressionAttributeValues(Map.of(
                        ":me", owner,
                        ":inprogress", INPROGRESS,
                        ":lease", leaseUntil,
                        ":now", epochSecond(now),
                        ":now_ms", epochMilli(now)))
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                .build();
    }

    private static UpdateItemRequest completion(String key, AttributeValue owner, String data) {
        Instant now = Instant.now();
        return UpdateItemRequest.builder()
                .tableName(DynamoDbTable.NAME)
                .key(Map.of("id", AttributeValue.fromS(key)))
                .updateExpression(COMPLETE)
                .conditionExpression("#owner = :me")
                .expressionAttributeNames(COMPLETE_NAMES)
                .expressionAttributeValues(Map.of(
                        ":me", owner,
                        ":completed", COMPLETED,
                        ":expiration", epochSecond(now.plusSeconds(EXPIRY_SECONDS)),
                        ":completed_at", epochMilli(now),
                        ":data", AttributeValue.fromS(data)))
                .build();
    }

    private static AttributeValue owner() {
        return AttributeValue.fromS(UUID.randomUUID().toString());
    }

    private static AttributeValue epochSecond(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.getEpochSecond()));
    }

    private static AttributeValue epochMilli(Instant instant) {
        return AttributeValue.fromN(Long.toString(instant.toEpochMilli()));
    }
}
