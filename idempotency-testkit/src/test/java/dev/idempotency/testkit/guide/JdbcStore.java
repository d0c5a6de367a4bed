package dev.idempotency.testkit.guide;

import dev.idempotency.persistence.Acquisition;
import dev.idempotency.persistence.Acquisition.Acquired;
import dev.idempotency.persistence.Acquisition.Refused;
import dev.idempotency.persistence.IdempotencyRecord;
import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.persistence.RecordInventory;
import dev.idempotency.persistence.RecordStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Records in a table of an SQL database. Each step rests on one conditional statement, committed by itself. */
final class JdbcStore implements PersistenceStore, RecordInventory {

    static final String TABLE = """
            CREATE TABLE idempotency (
                id           VARCHAR(700) PRIMARY KEY,
                status       VARCHAR(10) NOT NULL,
                expires_at   BIGINT NOT NULL,
                lease_until  BIGINT,
                completed_at BIGINT,
                owner        VARCHAR(36),
                response     CLOB,
                failure      CLOB,
                payload_hash VARCHAR(128)
            )""";

    private static final String INSERT = """
            INSERT INTO idempotency (status, expires_at, lease_until, completed_at, owner, response, failure, payload_hash, id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String SET = """
            UPDATE idempotency
            SET status = ?, expires_at = ?, lease_until = ?, completed_at = ?, owner = ?, response = ?, failure = ?,
                payload_hash = ?
            WHERE id = ?""";

    private static final String UNCHANGED = """
             AND status = ? AND expires_at = ? AND COALESCE(lease_until, -1) = ? AND COALESCE(owner, '') = ?""";

    private static final String MINE = " AND owner = ?";
    private static final String STILL_MINE = " AND owner = ? AND status = 'INPROGRESS' AND lease_until <= ?";

    private static final String CONSTRAINT_VIOLATED = "23";

    private final DataSource database;

    JdbcStore(DataSource database) {
        this.database = database;
    }

    @Override
    public Acquisition acquire(IdempotencyRecord claim, Instant now) {
        while (true) {
            // A claim that stands already is one whose answer was lost: renewing it changes nothing.
            if (inserted(claim) || renew(claim)) {
                return Acquired.FRESH;
            }
            Optional<IdempotencyRecord> existing = find(claim.key());
            if (existing.isPresent() && existing.get().statusAt(now) != RecordStatus.EXPIRED) {
                return new Refused(existing.get());
            }
            if (existing.isPresent() && replaced(existing.get(), claim)) {
                return new Acquired(existing.get());
            }
            // Somebody else was quicker, or has just released the key: look again.
        }
    }

    @Override
    public Optional<IdempotencyRecord> find(String key) {
        return query("SELECT * FROM idempotency WHERE id = ?", key).stream().findFirst();
    }

    @Override
    public boolean complete(IdempotencyRecord completed) {
        return execute(SET + MINE, with(completed, completed.owner())) == 1;
    }

    @Override
    public boolean renew(IdempotencyRecord claim) {
        return execute(SET + STILL_MINE, with(claim, claim.owner(), millis(claim.leaseUntil()))) == 1;
    }

    @Override
    public boolean release(String key, String owner) {
        String delete = "DELETE FROM idempotency WHERE id = ? AND owner = ? AND status = 'INPROGRESS'";
        return execute(delete, List.of(key, owner)) == 1;
    }

    @Override
    public Stream<IdempotencyRecord> list(RecordStatus status, Instant now) {
        return query("SELECT * FROM idempotency").stream().filter(record -> record.statusAt(now) == status);
    }

    @Override
    public boolean delete(String key) {
        return execute("DELETE FROM idempotency WHERE id = ?", List.of(key)) == 1;
    }

    private boolean inserted(IdempotencyRecord claim) {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = prepared(connection, INSERT, with(claim))) {
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (e.getSQLState().startsWith(CONSTRAINT_VIOLATED)) {
                return false;
            }
            throw new IllegalStateException(e);
        }
    }

    /** Only if the record is the one that was judged: of several callers that saw it, one wins. */
    private boolean replaced(IdempotencyRecord over, IdempotencyRecord claim) {
        List<@Nullable Object> parameters =
                with(claim, over.status().name(), over.expiresAt().getEpochSecond());
        parameters.add(over.leaseUntil() == null ? -1L : millis(over.leaseUntil()));
        parameters.add(Objects.requireNonNullElse(over.owner(), ""));
        return execute(SET + UNCHANGED, parameters) == 1;
    }

    private int execute(String sql, List<@Nullable Object> parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<IdempotencyRecord> query(String sql, Object... parameters) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = prepared(connection, sql, List.of(parameters));
                ResultSet rows = statement.executeQuery()) {
            List<IdempotencyRecord> records = new ArrayList<>();
            while (rows.next()) {
                records.add(record(rows));
            }
            return records;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PreparedStatement prepared(Connection connection, String sql, List<@Nullable Object> parameters)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.size(); i++) {
            statement.setObject(i + 1, parameters.get(i));
        }
        return statement;
    }

    /** The parameters of {@link #INSERT} and {@link #SET}, and those of a condition. */
    private static List<@Nullable Object> with(IdempotencyRecord record, @Nullable Object... condition) {
        List<@Nullable Object> parameters = new ArrayList<>();
        parameters.add(record.status().name());
        parameters.add(record.expiresAt().getEpochSecond());
        parameters.add(millis(record.leaseUntil()));
        parameters.add(millis(record.completedAt()));
        parameters.add(record.owner());
        parameters.add(record.response());
        parameters.add(record.failure());
        parameters.add(record.payloadHash());
        parameters.add(record.key());
        for (Object value : condition) {
            parameters.add(value);
        }
        return parameters;
    }

    private static IdempotencyRecord record(ResultSet row) throws SQLException {
        return new IdempotencyRecord(
                row.getString("id"),
                RecordStatus.valueOf(row.getString("status")),
                Instant.ofEpochSecond(row.getLong("expires_at")),
                instant(row, "lease_until"),
                instant(row, "completed_at"),
                row.getString("owner"),
                row.getString("response"),
                row.getString("failure"),
                row.getString("payload_hash"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
