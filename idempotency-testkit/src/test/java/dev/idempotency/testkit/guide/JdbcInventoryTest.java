package dev.idempotency.testkit.guide;

import dev.idempotency.testkit.RecordInventoryContract;

class JdbcInventoryTest extends RecordInventoryContract<JdbcStore> {

    @Override
    protected JdbcStore newStore() {
        return new JdbcStore(JdbcStoreTest.newDatabase());
    }
}
