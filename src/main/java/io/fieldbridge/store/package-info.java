/** The database: connections, transactions, migrations, and the one process that may own it. */
package io.fieldbridge.store;
