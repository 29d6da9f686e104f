/** The database: connections, transactions, migrations. */
package io.fieldbridge.store;
