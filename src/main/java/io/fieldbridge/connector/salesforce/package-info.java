/** The Salesforce wire behind the ports: login, Pub/Sub API, REST, limits, errors. */
package io.fieldbridge.connector.salesforce;
