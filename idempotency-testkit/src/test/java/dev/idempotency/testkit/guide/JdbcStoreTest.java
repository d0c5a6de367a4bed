package dev.idempotency.testkit.guide;

import dev.idempotency.persistence.PersistenceStore;
import dev.idempotency.testkit.PersistenceStoreContract;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;

class JdbcStoreTest extends PersistenceStoreContract {

    @Override
    protected PersistenceStore newStore() {
        return new JdbcStore(newDatabase());
    }

    static DataSource newDatabase() {
        DataSource database =
                JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(JdbcStore.TABLE);
            return database;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
