/** The Business Central wire behind the ports: token, OData paging, limits, errors. */
package io.fieldbridge.connector.businesscentral;
