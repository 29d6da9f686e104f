/** The Streaming API: CometD by long polling, with the replay extension. */
package io.fieldbridge.sandbox.salesforce.streaming;
