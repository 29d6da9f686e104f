/** The steps that routes are made of. */
package io.fieldbridge.flow;
