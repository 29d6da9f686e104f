/** What the org knows of its objects and fields, read from metadata files; ids; error codes. */
package io.fieldbridge.sandbox.salesforce.schema;
